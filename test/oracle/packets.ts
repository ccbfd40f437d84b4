import type { EndpointId } from '../../src/cloud/ids.ts'
import type { Header } from '../../src/checker/state.ts'
import { NONE } from '../../src/proof/bdd.ts'
import type { Set } from '../../src/proof/bdd.ts'
import { Prover } from '../../src/proof/prover.ts'
import type { Space } from '../../src/proof/space.ts'
import { arrivalsFrom } from './brute.ts'
import type { OwnedCloud } from './smallCloud.ts'

/** A packet of which prover and oracle say differently whether it arrives. */
export interface PacketDisagreement {
  readonly from: EndpointId
  readonly to: EndpointId
  /** `missed`: it can arrive, and the prover does not know it. `invented`: the prover says that it surely arrives, and it does not surely. */
  readonly kind: 'missed' | 'invented'
  readonly header: Header
}

interface Heard {
  readonly header: Header
  readonly sure: boolean
}

/** Every packet that arrives somewhere in the oracle, asked of the prover's sets: stricter than asking whether anything arrives at all. */
export function packetDisagreements({ cloud, tenantOf }: OwnedCloud): PacketDisagreement[] {
  const tenants = new Set(tenantOf.keys())
  const hosts = new Set(cloud.devices.filter((d) => d.kind === 'host' && !tenants.has(d.id)).map((d) => d.id))
  const prover = new Prover(cloud, { tenants, hosts })
  return cloud.endpoints.flatMap(({ id: from, device }) => {
    const heard = new Map<EndpointId, Map<string, Heard>>()
    for (const { to, header, sure } of arrivalsFrom(cloud, { tenantDevices: tenants }, from, { relay: true }))
      remember(heard, to, header, sure)
    return cloud.endpoints
      .filter((to) => to.device !== device)
      .flatMap(({ id: to }) => {
        const may = prover.deliveredSet(prover.spreadOf(from, 'may'), to)
        const must = prover.deliveredSet(prover.spreadOf(from, 'must'), to)
        return [...(heard.get(to)?.values() ?? [])].flatMap(({ header, sure }): PacketDisagreement[] => {
          const packet = headerSet(prover.space, header)
          const said = (set: Set): boolean => prover.space.bdd.and(set, packet) !== NONE
          if (!said(may)) return [{ from, to, kind: 'missed', header }]
          return said(must) && !sure ? [{ from, to, kind: 'invented', header }] : []
        })
      })
  })
}

function remember(heard: Map<EndpointId, Map<string, Heard>>, to: EndpointId, header: Header, sure: boolean): void {
  const at = heard.get(to) ?? new Map<string, Heard>()
  heard.set(to, at)
  const key = Object.values(header).join(' ')
  if (sure || !at.has(key)) at.set(key, { header, sure })
}

/** The packets of the header, wherever they are and whatever they came by. */
function headerSet(
  space: Space,
  { family, src, dst, protocol, sport, dport, icmp, tcpFlags, state, mark }: Header,
): Set {
  const one = (n: number) => [{ first: n, last: n }]
  const parts = [space.family(family), space.state(state), space.numberSet('mark', one(mark))]
  if (src !== null) parts.push(space.addressSet('src', [{ first: src, last: src }]))
  if (dst !== null) parts.push(space.addressSet('dst', [{ first: dst, last: dst }]))
  if (protocol !== null) parts.push(space.protocolSet([protocol]))
  if (sport !== null) parts.push(space.numberSet('sport', one(sport)))
  if (dport !== null) parts.push(space.numberSet('dport', one(dport)))
  if (icmp !== null) parts.push(space.numberSet('dport', one(icmp)))
  if (tcpFlags !== null) parts.push(space.value('tcpFlags', tcpFlags))
  return space.bdd.all(parts)
}
