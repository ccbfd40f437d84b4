import type { Source } from '../../../../base/source.ts'
import { unreadAt } from '../door.ts'
import type { FilterEnvironment } from '../filter/environment.ts'
import type { Host } from '../host.ts'
import { addressTypes } from './address-types.ts'
import { bearableMarksOf } from './mark-texts.ts'

/** What readers of filters are told of the host; lines that they do not understand are noted, and added to `unread`. */
export function environmentOf(host: Host, unread: Source[]): FilterEnvironment {
  return {
    unknown: (code, params, from) =>
      host.notes.unknown({ code, device: host.id, params, ask: askFor(code), from: [from] }),
    addressTypes: addressTypes(host),
    nameOfIndex: (index) => host.interfaces.find((i) => i.index === index)?.name,
    marksMatter: marksMatter(host),
    marks: bearableMarksOf(host),
    unread: (at: Source, text: string) => {
      unread.push(at)
      host.notes.unread(unreadAt(at, text, 'filtering'))
    },
  }
}

const askFor = (code: string): string =>
  code.includes('nft') ? 'iptables-save; ip6tables-save; nft -j list ruleset' : 'nft -j list ruleset'

/** Whether any rule of the host asks for a mark. */
const marksMatter = (host: Host): boolean =>
  [...(host.facts.rules.ip4 ?? []), ...(host.facts.rules.ip6 ?? [])].some(({ value }) => value.fwmark !== undefined) ||
  host.facts.pieces.some(({ sort, text }) => ASKS[sort]?.test(text) === true)

const ASKS: Partial<Record<string, RegExp>> = {
  'iptables-save': /\s--mark\s/,
  'ip6tables-save': /\s--mark\s/,
  'nft-json': /"left"[^\n]{0,60}"mark"|"key"[^\n]{0,60}"mark"/,
  'nft-text': /\bmark\b/,
}
