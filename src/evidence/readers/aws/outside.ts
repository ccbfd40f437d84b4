import type { Source } from '../../../base/source.ts'
import type { InterfaceId } from '../../../cloud/ids.ts'
import type { Draft } from './draft.ts'

const WORLD = 'internet'

/** [W-61] The one world outside, its interface and endpoint. What reaches it has left; it may send anything. */
export function outside(draft: Draft, from: readonly Source[]): InterfaceId {
  return draft.once('outside', () => {
    const device = draft.device(WORLD, WORLD, 'external', [WORLD, 'external'], [])
    const port = draft.port(device, 'internet:world', 'world', {}, from)
    draft.endpoint({
      id: WORLD,
      device,
      interface: port,
      addresses: [],
      addressesComplete: false,
      published: [],
      tags: {},
      aliases: [WORLD],
      from,
    })
    return port
  })
}
