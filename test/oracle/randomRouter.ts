import type { Chain } from '../../src/cloud/chain.ts'
import { known } from '../../src/cloud/knowable.ts'
import type { Entry, Hook, Interface, NextHop, PolicyRule, Route, RouteTable, Router } from '../../src/cloud/network.ts'
import { formatAddress } from '../../src/base/address.ts'
import type { Dice } from './dice.ts'
import { address, forwarding, local, lookUp, maybe, no, route, router, via, yes } from './parts.ts'
import { GATEWAYS, HOSTS, NETS, randomMatch } from './randomMatch.ts'

/** A router over its interfaces: connected and local routes, some random ones, policies, entries. */
export function randomRouter(d: Dice, id: string, interfaces: readonly Interface[], chains: readonly Chain[]): Router {
  const faces = interfaces.filter((each) => each.device === 'hv' && each.router !== undefined)
  const mine = faces.filter((each) => each.router === id)
  return router(id, [], {
    forwards: { ip4: forwarding(d.mostly(yes), d.odds(6) ? { 'hv:br': no } : {}), ip6: forwarding(d.mostly(yes)) },
    policy: [...(d.odds(4) ? [randomPolicy(d)] : []), lookUp('main')],
    tables: [
      table(d, 'main', [...mine.flatMap(connected), ...extra(d, faces, 2)]),
      table(d, 'other', extra(d, faces, 3)),
    ],
    entries: Array.from({ length: d.upTo(4) }, () => randomEntry(d, chains)),
    reversePath: d.odds(6)
      ? { [d.pick(['hv:br', 'hv:br.10', 'hv:p-a1:e0'])]: d.pick([known('strict'), known('loose'), maybe]) }
      : {},
  })
}

const table = (d: Dice, id: string, routes: readonly Route[]): RouteTable =>
  d.odds(15) ? { id, routes, unknown: 'u' } : { id, routes }

function connected({ id, addresses }: Interface): Route[] {
  return addresses.flatMap((each) => {
    const text = formatAddress(each.address)
    const net = NETS.find((prefix) => prefix.startsWith(text.slice(0, -1))) ?? text
    return [local(text), via(net, id)]
  })
}

const extra = (d: Dice, faces: readonly Interface[], most: number): Route[] =>
  Array.from({ length: d.upTo(most) }, () => randomRoute(d, faces))

function randomRoute(d: Dice, faces: readonly Interface[]): Route {
  const to = d.pick([...NETS, ...HOSTS])
  const metric = d.upTo(2)
  const actions: readonly Route['action'][] = [
    { kind: 'drop' },
    { kind: 'throw' },
    { kind: 'lookup', table: d.pick(['main', 'other']) },
    { kind: 'unknown', unknown: 'u' },
    { kind: 'local' },
  ]
  if (faces.length === 0 || d.odds(3)) return route(to, d.pick(actions), metric)
  const hops = Array.from({ length: d.odds(4) ? 2 : 1 }, () => randomHop(d, faces))
  return route(to, { kind: 'forward', hops }, metric)
}

const randomHop = (d: Dice, faces: readonly Interface[]): NextHop => ({
  out: d.pick(faces).id,
  to: d.pick<NextHop['to']>(['onlink', 'onlink', 'peer', address(d.pick(HOSTS)), address(d.pick(GATEWAYS))]),
})

function randomPolicy(d: Dice): PolicyRule {
  const match = randomMatch(d)
  if (d.odds(6)) return { match, action: { kind: 'drop' }, from: [] }
  return d.odds(6) ? { match, action: { kind: 'unknown', unknown: 'u' }, from: [] } : lookUp('other', match)
}

const HOOKS: readonly Hook[] = ['prerouting', 'input', 'forward', 'forward', 'output', 'postrouting']

const randomEntry = (d: Dice, chains: readonly Chain[]): Entry => ({
  hook: d.pick(HOOKS),
  families: d.pick<readonly ('ip4' | 'ip6')[]>([['ip4'], ['ip4', 'ip6'], ['ip6']]),
  chain: d.pick(chains).id,
})
