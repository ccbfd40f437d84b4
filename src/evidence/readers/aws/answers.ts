import type { Unread } from '../../../base/problem.ts'
import type { Source } from '../../../base/source.ts'
import type { Piece } from '../../reader.ts'
import { holdersOf } from './holders.ts'
import type { Holder } from './holders.ts'
import { Item } from './item.ts'
import { parse } from './recognise.ts'
import { covers, regionOfZone, scopeOfArn, scopeOfPath } from './scope.ts'
import type { Scope } from './scope.ts'
import { SORTS } from './sorts.ts'
import type { Sort } from './sorts.ts'

/** One list of one answer: what was asked where, and its elements. `whole` is false when it is cut short, refused or has further pages. */
export interface Answer {
  readonly sort: Sort
  readonly scope: Scope
  /** What folder names and the command say of where it was asked. */
  readonly place: Scope
  readonly items: readonly Item[]
  readonly status: 'read' | 'partial' | 'refused'
  readonly whole: boolean
  /** It says that there are more pages, or was asked for a part only. */
  readonly paged: boolean
  readonly piece: Piece
  /** The parent that the call named, where the elements do not (`--transit-gateway-route-table-id tgw-rtb-…`). */
  readonly owner?: string
  readonly source: Source
  readonly unread: () => number
}

const BY_KEY: ReadonlyMap<string, Sort> = new Map(SORTS.map((sort) => [sort.key, sort]))

/** Reads each piece once, and says where it was asked. A document that holds several lists is parsed once. */
export function answersOf(pieces: readonly Piece[], report: (unread: Unread) => void): readonly Answer[] {
  const documents = new Map<string, readonly Holder[]>()
  const holders = (piece: Piece): readonly Holder[] => {
    const key = `${piece.artifact.sha256}:${piece.line}:${piece.text.length}`
    const found = documents.get(key) ?? holdersOf(parse(piece.text), piece.command ?? piece.artifact.path)
    documents.set(key, found)
    return found
  }
  return pieces.flatMap((piece) => {
    const sort = BY_KEY.get(piece.sort)
    if (sort === undefined) return []
    if (piece.refused === true || piece.truncated === true) return [answerOf(piece, sort, null, report)]
    return holders(piece)
      .filter((holder) => holder.sorts.includes(sort))
      .map((holder) => answerOf(piece, sort, holder, report))
  })
}

function answerOf(piece: Piece, sort: Sort, holder: Holder | null, report: (unread: Unread) => void): Answer {
  const { artifact } = piece
  let unread = 0
  const source: Source = {
    file: artifact.path,
    artifact: artifact.sha256,
    line: piece.line,
    ...(piece.command === undefined ? {} : { command: piece.command }),
  }
  const words = [artifact.path, ...(holder?.path ?? []).map((key) => `${key}/`)].join('/')
  const place = scopeOfPath(words, piece.device, piece.command)
  const owner = ownerOf(sort, piece)
  const base = { sort, piece, source, place, unread: () => unread, ...(owner === undefined ? {} : { owner }) }
  const none = { ...base, scope: place, items: [], whole: false, paged: false }
  if (holder === null) return { ...none, status: piece.refused === true ? 'refused' : 'partial' }
  const pointer = holder.path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  const root = Item.of(holder.value, { ...source, pointer }, sort.context, (u) => {
    unread++
    report(u)
  })
  const key = [sort.key, ...sort.others].find((k) => root?.has(k) === true)
  const items = key === undefined || sort.id.length === 0 ? [] : (root?.items(key) ?? [])
  const paged = root !== undefined && (hasMore(root) || isNarrowed(sort, piece))
  const whole = root !== undefined && !root.spoilt() && !paged
  return { ...base, scope: scopeOfItems(items, place), items, status: whole ? 'read' : 'partial', whole, paged }
}

/** A page that says that there are more, where the collector did not go on. */
const hasMore = (root: Item): boolean =>
  ['NextToken', 'NextMarker', 'nextToken', 'Marker'].some((key) => (root.text(key) ?? '') !== '') ||
  root.flag('AdditionalRoutesAvailable') === true

/** A call that chose among the things of its sort: like a page, it is a part of the answer. Calls that must name a parent are whole. */
const isNarrowed = (sort: Sort, { command }: Piece): boolean =>
  sort.owner === undefined &&
  /\s--(?:filters?|max-items|max-results|starting-token|query|(?!owner-|gateway-)[a-z-]{2,60}-ids?|[a-z-]{0,60}(?:names|arns))[ =]/.test(
    command ?? '',
  )

const ID = /\b(?:tgw-rtb-[0-9a-z]{4,40}|pl-[0-9a-z]{4,40}|arn:aws[a-z-]{0,10}:elasticloadbalancing:[^\s"']{1,300})/

function ownerOf(sort: Sort, piece: Piece): string | undefined {
  if (sort.owner === undefined) return undefined
  const after = (piece.command ?? '').split(sort.owner)[1]
  const named = after === undefined ? undefined : /^[ =]['"]?([^\s'"]{1,400})/.exec(after)?.[1]
  return named ?? ID.exec(piece.artifact.path)?.[0]
}

/** Content before folder names: owners, ARNs and zones of what was answered, where they all agree. */
function scopeOfItems(items: readonly Item[], place: Scope): Scope {
  const some = items.slice(0, 200)
  const regions = new Set<string>()
  const accounts = new Set<string>()
  for (const item of some) {
    regions.add(regionOf(item))
    accounts.add(item.text('OwnerId') ?? arnScope(item).account)
  }
  regions.delete('')
  accounts.delete('')
  const single = (found: ReadonlySet<string>): string => (found.size === 1 ? [...found].join('') : '')
  return {
    account: place.account === '' ? single(accounts) : place.account,
    region: regions.size > 0 ? single(regions) : place.region,
  }
}

const ARNS = [
  'SubnetArn',
  'TransitGatewayArn',
  'LoadBalancerArn',
  'TargetGroupArn',
  'SecurityGroupArn',
  'PrefixListArn',
]

const arnScope = (item: Item): Scope =>
  ARNS.map((key) => (item.keys.includes(key) ? scopeOfArn(item.text(key)) : undefined)).find(
    (s) => s !== undefined,
  ) ?? {
    account: '',
    region: '',
  }

function regionOf(item: Item): string {
  if (item.keys.includes('AvailabilityZone')) return regionOfZone(item.text('AvailabilityZone'))
  if (item.keys.includes('Region')) return item.text('Region') ?? ''
  return arnScope(item).region
}

/** What was answered of one sort, anywhere or for one place. */
export interface Answers {
  readonly all: readonly Answer[]
  items(key: string): readonly { readonly item: Item; readonly answer: Answer }[]
  /** Whether the whole answer to this call is there for a place: its last page stands, and none is cut or broken. */
  whole(key: string | readonly string[], scope: Scope): boolean
  /** Where an answer to this call can be seen, to quote an empty one. */
  sources(key: string, scope: Scope): readonly Source[]
}

export function indexAnswers(all: readonly Answer[]): Answers {
  const by = groupByKey(all)
  const of = (key: string): readonly Answer[] => by.get(key) ?? []
  return {
    all,
    items: (key) => of(key).flatMap((answer) => answer.items.map((item) => ({ item, answer }))),
    whole: (keys, scope) => {
      const given = (typeof keys === 'string' ? [keys] : keys).flatMap(of).filter((a) => covers(a.scope, scope))
      return given.some((a) => a.whole) && !given.some((a) => !a.whole && !a.paged && a.status !== 'refused')
    },
    sources: (key, scope) =>
      of(key)
        .filter((a) => covers(a.scope, scope))
        .slice(0, 2)
        .map((a) => a.source),
  }
}

function groupByKey(all: readonly Answer[]): ReadonlyMap<string, readonly Answer[]> {
  const by = new Map<string, Answer[]>()
  for (const answer of all) {
    const list = by.get(answer.sort.key)
    if (list === undefined) by.set(answer.sort.key, [answer])
    else list.push(answer)
  }
  return by
}
