import type { Cloud } from '../../src/cloud/cloud.ts'
import type { Dice } from './dice.ts'
import { maybe } from './parts.ts'

type Forget = (cloud: Cloud, d: Dice) => Cloud

/** One item of a list, changed. */
function change<T>(d: Dice, all: readonly T[], how: (each: T) => T): T[] {
  const at = d.upTo(Math.max(0, all.length - 1))
  return all.map((each, i) => (i === at ? how(each) : each))
}

const port = (cloud: Cloud, d: Dice, members: object): Cloud => ({
  ...cloud,
  bridges: change(d, cloud.bridges, (each) => ({
    ...each,
    ports: change(d, each.ports, (one) => ({ ...one, ...members })),
  })),
})

const rule = (cloud: Cloud, d: Dice, how: (each: Cloud['chains'][number]['rules'][number]) => typeof each): Cloud => ({
  ...cloud,
  chains: change(d, cloud.chains, (each) => ({ ...each, rules: change(d, each.rules, how) })),
})

/** Ways to know less of a cloud: a fact becomes an unknown. */
export const FORGETS: Readonly<Record<string, Forget>> = {
  up: (cloud, d) => ({ ...cloud, interfaces: change(d, cloud.interfaces, (each) => ({ ...each, up: maybe })) }),
  link: (cloud, d) => ({ ...cloud, links: change(d, cloud.links, (each) => ({ ...each, unknown: 'u' })) }),
  aware: (cloud, d) => ({ ...cloud, bridges: change(d, cloud.bridges, (each) => ({ ...each, vlanAware: maybe })) }),
  netfilter: (cloud, d) => ({
    ...cloud,
    bridges: change(d, cloud.bridges, (each) => ({
      ...each,
      netfilter: { ...each.netfilter, ip4: maybe, tagged: maybe },
    })),
  }),
  forwarding: (cloud, d) => port(cloud, d, { forwarding: maybe }),
  isolated: (cloud, d) => port(cloud, d, { isolated: maybe }),
  membership: (cloud, d) => port(cloud, d, { unknown: 'u' }),
  forwards: (cloud, d) => ({
    ...cloud,
    routers: change(d, cloud.routers, (each) => ({
      ...each,
      forwards: { ...each.forwards, ip4: { otherwise: maybe, byInterface: {} } },
    })),
  }),
  reversePath: (cloud, d) => ({
    ...cloud,
    routers: change(d, cloud.routers, (each) => ({ ...each, reversePath: { ...each.reversePath, 'hv:br': maybe } })),
  }),
  table: (cloud, d) => ({
    ...cloud,
    routers: change(d, cloud.routers, (each) => ({
      ...each,
      tables: change(d, each.tables, (one) => ({ ...one, unknown: 'u' })),
    })),
  }),
  route: (cloud, d) => ({
    ...cloud,
    routers: change(d, cloud.routers, (each) => ({
      ...each,
      tables: change(d, each.tables, (table) => ({
        ...table,
        routes: change(d, table.routes, (one) => ({ ...one, action: { kind: 'unknown', unknown: 'u' } })),
      })),
    })),
  }),
  policy: (cloud, d) => ({
    ...cloud,
    routers: change(d, cloud.routers, (each) => ({
      ...each,
      policy: change(d, each.policy, (one) => ({ ...one, action: { kind: 'unknown', unknown: 'u' } })),
    })),
  }),
  match: (cloud, d) => rule(cloud, d, (each) => ({ ...each, match: { ...each.match, unknown: ['u'] } })),
  verdict: (cloud, d) =>
    rule(cloud, d, (each) =>
      each.action.kind === 'accept' || each.action.kind === 'drop'
        ? { ...each, action: { kind: 'unknown', unknown: 'u' } }
        : each,
    ),
  addresses: (cloud, d) => ({
    ...cloud,
    endpoints: change(d, cloud.endpoints, (each) => ({ ...each, addressesComplete: false })),
  }),
}
