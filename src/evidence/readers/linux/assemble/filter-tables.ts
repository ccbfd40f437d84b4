import type { Source } from '../../../../base/source.ts'
import type { Piece } from '../../../reader.ts'
import { unreadAt } from '../door.ts'
import { usable } from '../facts.ts'
import type { FilterEnvironment } from '../filter/environment.ts'
import { readIptables } from '../filter/iptables/save.ts'
import type { FilterTable } from '../filter/ir.ts'
import { member, nftObjects, textMember, type NftObject } from '../filter/nft/document.ts'
import { readRuleset } from '../filter/nft/ruleset.ts'
import { nftTextObjects } from '../filter/nft/text.ts'
import type { Host } from '../host.ts'
import type { LinuxCode } from '../codes.ts'
import { addressTypes } from './address-types.ts'
import { isRecounted, isRewritten, lacksTable, shownByNft, shownBySave } from './filter-disputes.ts'
import { wholeOutputs } from '../narrowed.ts'
import { bearableMarksOf } from './mark-texts.ts'
import type { UnseenFilters } from './packet-filters.ts'

export interface HostTables {
  readonly tables: readonly FilterTable[]
  readonly unseen: readonly UnseenFilters[]
}

/**
 * The packet filter tables of a host, and what of them no evidence shows. nft's ruleset is the whole of nf_tables; iptables-save says more of the
 * tables that iptables made there (its matches), and all of the legacy ones.
 */
export function filterTables(host: Host): HostTables {
  const unread: Source[] = []
  const environment = environmentOf(host, unread)
  const rulesets = rulesetsOf(host, environment)
  const objects = rulesetOf(rulesets)
  const saves = savesOf(host)
  const disputed = isDisputed(rulesets, saves)
  const known = saves.flatMap((save) => readIptables(save.piece, save.family, save.tool, environment))
  const nft = objects === null ? [] : readRuleset(objects, environment)
  const own = nft.filter((table) => !known.some((save) => sameTable(save, table) && holdsChains(save, table)))
  const saved = known.filter((save) => !own.some((table) => sameTable(save, table)))
  return {
    // A line that was not understood may accept what the rest of its table drops: nothing is known of such filters.
    tables: disputed || unread.length > 0 ? [] : asCreated([...own, ...saved], nft),
    unseen: [...unreadLines(host, unread), ...unseenOf(host, { rulesets, saves, disputed })],
  }
}

/** Outputs that show one table with other rules, or of which one has a table that another of the whole lacks. */
function isDisputed({ json, text }: Rulesets, saves: readonly Save[]): boolean {
  const documents = [json.map(shownByNft), text.map(shownByNft)]
  const [first] = documents.flat()
  const tables = saves.map(({ piece, family, tool }) => ({ tool, shown: shownBySave(piece, family) }))
  const ofNft = tables.filter(({ tool }) => tool === 'iptables').map(({ shown }) => shown)
  const ofLegacy = tables.filter(({ tool }) => tool === 'iptables-legacy').map(({ shown }) => shown)
  return (
    [...documents, ofNft, ofLegacy].some((of) => of.some((a, i) => of.slice(i + 1).some((b) => isRewritten(a, b)))) ||
    documents.flat().some((b) => first !== undefined && (isRecounted(first, b) || lacksTable(first, b))) ||
    // iptables-save prints nothing of chains that nft made in a table of its own.
    ofNft.some(
      (b) =>
        first !== undefined &&
        isRecounted(
          b,
          first.filter((table) =>
            b.every((save) => save.family !== table.family || save.name !== table.name || holdsChains(save, table)),
          ),
        ),
    )
  )
}

const sameTable = (save: FilterTable, table: FilterTable): boolean =>
  save.tool === 'iptables' && save.family === table.family && save.name === table.name

interface Chained {
  readonly family: string
  readonly name: string
  readonly chains: ReadonlyMap<string, unknown>
}

/** iptables-save prints nothing of chains that nft made in a table that bears the name of one of its own. */
const holdsChains = (save: Chained, table: Chained): boolean =>
  [...table.chains.keys()].every((chain) => save.chains.has(chain))

/** In the order of creation, in which nft lists them; legacy tables are in no list and stand behind. */
function asCreated(tables: readonly FilterTable[], listed: readonly FilterTable[]): readonly FilterTable[] {
  const place = (table: FilterTable): number => {
    const found = listed.findIndex((l) => l.family === table.family && l.name === table.name)
    return found < 0 || table.tool === 'iptables-legacy' ? listed.length : found
  }
  return tables.toSorted((a, b) => place(a) - place(b))
}

interface Save {
  readonly piece: Piece
  readonly narrowed: boolean
  readonly family: 'ip' | 'ip6'
  readonly tool: 'iptables' | 'iptables-legacy'
}

function savesOf(host: Host): readonly Save[] {
  const of = (sort: 'iptables-save' | 'ip6tables-save', family: 'ip' | 'ip6'): readonly Save[] =>
    (['iptables-legacy', 'iptables'] as const).flatMap((tool) => {
      const made = usable(host.facts.pieces, sort).filter((piece) => isLegacy(piece) === (tool === 'iptables-legacy'))
      const { pieces, narrowed } = wholeOutputs(sort, made)
      return pieces.map((piece) => ({ piece, family, tool, narrowed }))
    })
  return [...of('iptables-save', 'ip'), ...of('ip6tables-save', 'ip6')]
}

/** The header names the backend since 1.8; before that there was only the legacy one. Where it has no rules to show, nf_tables may still warn. */
const isLegacy = ({ text, command }: Piece): boolean =>
  text.trim() === ''
    ? /legacy/.test(command ?? '')
    : !/^# Generated by .*\(nf_tables\)/m.test(text) && !WARNED.test(text)

const WARNED = /^# Warning: ip6?tables-legacy tables present/m

/** The rulesets that outputs of nft show, each of them; and whether together they may leave something out. */
interface Rulesets {
  readonly json: readonly (readonly NftObject[])[]
  readonly text: readonly (readonly NftObject[])[]
  readonly partial: boolean
}

function rulesetsOf(host: Host, environment: FilterEnvironment): Rulesets {
  const json = wholeOutputs('nft-json', usable(host.facts.pieces, 'nft-json'))
  const text = wholeOutputs('nft-text', usable(host.facts.pieces, 'nft-text'))
  const documents = json.pieces.map(nftObjects).filter((objects) => objects !== null)
  const isWhole = (outputs: typeof json, isScript: boolean): boolean =>
    outputs.pieces.length > 0 && !outputs.narrowed && !isScript
  const read = documents.length === 0 ? environment : { ...environment, unread: () => undefined }
  return {
    json: documents,
    text: text.pieces.map((piece) => nftTextObjects(piece, read)),
    partial: !isWhole(json, documents.length < json.pieces.length) && !isWhole(text, text.pieces.some(isScript)),
  }
}

/** A file for `nft -f`, which other files, and whoever changed the rules since, may add to. */
const isScript = ({ artifact }: Piece): boolean =>
  /^(?:#!.{0,80}\bnft\b|\s*(?:flush\s+ruleset|include\s+"|define\s|(?:add|insert|create|delete)\s+(?:table|chain|rule|set|element)\s))/m.test(
    artifact.text,
  )

/**
 * The ruleset: from JSON, and where JSON says less than the text (rules that iptables made, whose matches it leaves out; the interfaces of netdev
 * chains) from the text, table by table.
 */
function rulesetOf({ json, text: texts }: Rulesets): readonly NftObject[] | null {
  const first = json.length === 0 ? undefined : distinct(json)
  if (first === undefined) return texts.length === 0 ? null : distinct(texts)
  const poor = new Set(first.filter(saysLess).map(tableOf))
  if (poor.size === 0 || texts.length === 0) return first
  const text = distinct(texts).filter((object) => poor.has(tableOf(object)))
  const better = new Set(text.map(tableOf))
  return [...first.filter((object) => !better.has(tableOf(object))), ...text]
}

/** The objects of several outputs, each table once. */
function distinct(outputs: readonly (readonly NftObject[])[]): readonly NftObject[] {
  const seen = new Set<string>()
  return outputs.flatMap((objects) => {
    const fresh = objects.filter((object) => !seen.has(tableOf(object)))
    for (const object of objects) seen.add(tableOf(object))
    return fresh
  })
}

const tableOf = ({ kind, body }: NftObject): string =>
  `${textMember(body, 'family') ?? ''} ${textMember(body, kind === 'table' ? 'name' : 'table') ?? ''}`

function saysLess({ kind, body }: NftObject): boolean {
  if (kind === 'chain')
    return ['ingress', 'egress'].includes(textMember(body, 'hook') ?? '') && body['dev'] === undefined
  const expressions = body['expr']
  return (
    kind === 'rule' && Array.isArray(expressions) && expressions.some((e: unknown) => member(e, 'xt') !== undefined)
  )
}

/** A line among rules that was not understood may be a rule that decides: it makes an unknown before all others. */
const unreadLines = (host: Host, lines: readonly Source[]): readonly UnseenFilters[] =>
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
function unseenOf(host: Host, { rulesets, saves, disputed }: Shown): readonly UnseenFilters[] {
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

function environmentOf(host: Host, unread: Source[]): FilterEnvironment {
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
