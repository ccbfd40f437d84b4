import type { Source } from '../../../../base/source.ts'
import type { LinuxCode } from '../codes.ts'
import type { Host } from '../host.ts'
import { WARNED, type Rulesets, type Save } from './filter-outputs.ts'
import type { UnseenFilters } from './packet-filters.ts'

/** A line among rules that was not understood may be a rule that decides: it makes an unknown before all others. */
export const unreadLines = (host: Host, lines: readonly Source[]): readonly UnseenFilters[] =>
  lines.length === 0
    ? []
    : [
        {
          families: ['ip4', 'ip6'],
          unknown: host.notes.unknown({
            code: 'linux-filter-line',
            device: host.id,
            params: { lines: lines.length },
            ask: 'nft -j list ruleset',
            from: lines.slice(0, 1),
          }),
        },
      ]

interface Shown {
  readonly rulesets: Rulesets
  readonly saves: readonly Save[]
  readonly disputed: boolean
}

const BOTH = ['ip4', 'ip6'] as const

/** Which filters may stand on the host and were not shown. */
export function unseenOf(host: Host, { rulesets, saves, disputed }: Shown): readonly UnseenFilters[] {
  const nftSeen = rulesets.json.length + rulesets.text.length > 0
  const of = (code: LinuxCode, ask: string, families: UnseenFilters['families'] = BOTH): UnseenFilters => ({
    families,
    unknown: host.notes.unknown({ code, device: host.id, ask }),
  })
  if (!nftSeen && saves.length === 0) return [of('no-evidence-filter', 'nft -j list ruleset')]
  const isPartial = (nftSeen && rulesets.partial) || saves.some((save) => save.narrowed)
  return [
    ...(nftSeen ? [] : [of('linux-nft-unseen', 'nft -j list ruleset')]),
    ...(disputed ? [of('linux-filter-disputed', 'nft -j list ruleset; iptables-save; ip6tables-save')] : []),
    ...(isPartial ? [of('linux-filter-part', 'nft -j list ruleset; iptables-save; ip6tables-save')] : []),
    ...legacyUnseen(host, saves).map(([code, ask, families]) => of(code, ask, families)),
  ]
}

/** Legacy tables stand in no ruleset of nft: iptables-save tells of them, or its warning. */
function legacyUnseen(
  host: Host,
  saves: readonly Save[],
): readonly (readonly [LinuxCode, string, UnseenFilters['families']])[] {
  const has = (family: 'ip' | 'ip6'): boolean => saves.some((s) => s.family === family && s.tool === 'iptables-legacy')
  const warned = saves.some((warning) => WARNED.test(warning.piece.text) && !has(warning.family))
  const legacySix = has('ip') && !has('ip6') && host.families.includes('ip6')
  return [
    ...(warned ? [['linux-legacy-unseen', 'iptables-legacy-save; ip6tables-legacy-save', BOTH] as const] : []),
    ...(legacySix ? [['linux-ip6tables-unseen', 'ip6tables-save', ['ip6']] as const] : []),
  ]
}
