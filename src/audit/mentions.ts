import { formatAddress } from '../base/address.ts'
import type { Endpoint } from '../cloud/cloud.ts'
import { connects } from '../proof/connection.ts'
import { lossIn } from '../proof/lost.ts'
import type { Set } from '../proof/bdd.ts'
import type { Prover } from '../proof/prover.ts'
import { destinationsOf } from './names.ts'
import type { Ownership } from './ownership.ts'
import type { Answer, EndpointMention } from './result.ts'

/** An endpoint as reports name it. */
export const mention = (endpoint: Endpoint, ownership: Ownership): EndpointMention => ({
  id: endpoint.id,
  device: endpoint.device,
  name: endpoint.interface.startsWith(`${endpoint.device}:`)
    ? endpoint.interface.slice(endpoint.device.length + 1)
    : endpoint.interface,
  addresses: endpoint.addresses.map(formatAddress),
  party: ownership.partyOf.get(endpoint.id) ?? null,
})

/** Whether a connection of these headers from the source to the target works (V-2), and where its request or reply stops. */
export function connectionTo(
  prover: Prover,
  source: Endpoint,
  target: Endpoint,
  headers: Set,
): Pick<EndpointMention, 'connected' | 'blockedAt'> {
  const { space } = prover
  const to = space.addressSet('dst', destinationsOf(prover.index.cloud, target))
  const wanted = space.bdd.and(headers, to)
  const sure = connects(prover, 'must', source.id, wanted)
  if (sure.works) return { connected: 'yes' }
  const possible = connects(prover, 'may', source.id, wanted)
  const connected: Answer = possible.works ? 'unknown' : 'no'
  const loss = sure.reply === null ? null : lossIn(sure.reply.spread)
  if (loss === null) return { connected }
  const { code, params } = loss.decision
  return { connected, blockedAt: { code: code === 'no-route' ? 'no-route-back' : code, params } }
}

/** One answer for several: yes if any connection works, no if none can. */
export const joined = (answers: readonly (Answer | undefined)[]): Answer =>
  answers.includes('yes') ? 'yes' : answers.every((a) => a === 'no') && answers.length > 0 ? 'no' : 'unknown'
