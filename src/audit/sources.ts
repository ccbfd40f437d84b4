import type { EndpointId } from '../cloud/ids.ts'
import type { CloudIndex } from '../proof/index.ts'
import { wiresOf } from '../proof/parties.ts'
import type { Ownership } from './ownership.ts'

/** One source of packets for the whole run: endpoints of one machine on the same wires. `party` is null for a machine of nobody. */
export interface SourceGroup {
  readonly party: string | null
  readonly device: string
  readonly endpoints: readonly EndpointId[]
}

/** Every machine that may emit: each party's, and machines that the engagement gives to nobody, except the fabric. */
export function sourceGroups(index: CloudIndex, ownership: Ownership): SourceGroup[] {
  const groups = new Map<string, { party: string | null; device: string; endpoints: EndpointId[] }>()
  for (const endpoint of index.cloud.endpoints) {
    const party = ownership.partyOf.get(endpoint.id) ?? null
    if (
      party === null &&
      (ownership.carriers.has(endpoint.device) || index.device.get(endpoint.device)?.kind === 'fabric')
    )
      continue
    const key = JSON.stringify([endpoint.device, party, wiresOf(index, endpoint).toSorted()])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { party, device: endpoint.device, endpoints: [endpoint.id] })
    else group.endpoints.push(endpoint.id)
  }
  return [...groups.values()]
}
