import type { Chain, Rule } from '../src/cloud/chain.ts'
import type { Cloud } from '../src/cloud/cloud.ts'
import { vlanCloud } from './vlanCloud.ts'

/** A cloud like that of a public provider: no shared segment, a router with an interface for each machine, and stateful groups at each interface. */
export function groupCloud(tenants: number, machines: number): Cloud {
  const cloud = vlanCloud(tenants, machines)
  const [router] = cloud.routers
  if (router === undefined) return cloud
  const taps = cloud.interfaces.filter((i) => i.id.startsWith('hv:tap-'))
  const addressOf = new Map(cloud.endpoints.map((e) => [`hv:tap-${e.device}`, e.addresses[0] ?? 0n]))
  const tenantOf = (id: string): string => id.slice('hv:tap-'.length, id.lastIndexOf('-'))
  const groups = [...new Set(taps.map((i) => tenantOf(i.id)))].map((t) => groupOf(cloud, t))
  return {
    ...cloud,
    interfaces: cloud.interfaces
      .filter((i) => !i.id.startsWith('hv:br0'))
      .map((i) =>
        addressOf.has(i.id)
          ? { ...i, router: router.id, outFilters: [`sg/${tenantOf(i.id)}`], inFilters: [`own/${i.id}`] }
          : i,
      ),
    bridges: [],
    chains: [...groups, ...taps.map((i) => ownAddress(i.id, addressOf.get(i.id) ?? 0n))],
    routers: [
      {
        ...router,
        entries: [],
        reversePath: {},
        tables: [
          {
            id: 'main',
            routes: taps.map((i) => ({
              to: { first: addressOf.get(i.id) ?? 0n, last: addressOf.get(i.id) ?? 0n },
              metric: 0,
              action: { kind: 'forward', hops: [{ out: i.id, to: 'onlink' }] },
              from: [],
            })),
          },
        ],
      },
    ],
  }
}

/** What a security group lets in: replies, everything from its own tenant, and HTTPS from the tenant before each tenth. */
function groupOf(cloud: Cloud, tenant: string): Chain {
  const members = (t: string) =>
    cloud.endpoints.filter((e) => e.project === t).flatMap((e) => e.addresses.map((a) => ({ first: a, last: a })))
  const number = Number(tenant.slice(1))
  const hole: Rule[] =
    number % 10 === 1
      ? [
          {
            match: {
              src: members(`t${number - 1}`),
              protocol: [{ first: 6, last: 6 }],
              dport: [{ first: 443, last: 443 }],
            },
            action: { kind: 'accept' },
            from: [],
          },
        ]
      : []
  const replies: Rule = { match: { states: ['established'] }, action: { kind: 'accept' }, from: [] }
  const own: Rule = { match: { src: members(tenant) }, action: { kind: 'accept' }, from: [] }
  return { id: `sg/${tenant}`, name: `sg-${tenant}`, rules: [replies, own, ...hole], end: 'drop', from: [] }
}

/** The source check: nothing but the machine's own address comes in. */
const ownAddress = (id: string, address: bigint): Chain => ({
  id: `own/${id}`,
  name: 'source check',
  rules: [{ match: { src: [{ first: address, last: address }] }, action: { kind: 'accept' }, from: [] }],
  end: 'drop',
  from: [],
})
