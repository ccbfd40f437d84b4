import { jsonPieces } from '../../text-pieces.ts'
import type { Sort } from './sorts.ts'

type Keys = ReadonlySet<string>
const has =
  (...all: readonly string[]) =>
  (keys: Keys): boolean =>
    all.every((key) => keys.has(key))

/** Which members an element of an array has, by sort; the first that fits. Order matters: the more particular first. */
const ELEMENTS: readonly (readonly [Sort, (keys: Keys) => boolean])[] = [
  ['ip-addr', has('ifindex', 'ifname', 'addr_info')],
  [
    'bridge-link',
    (keys) => has('ifname', 'state', 'master')(keys) && (keys.has('cost') || keys.has('hairpin')) && !keys.has('qdisc'),
  ],
  [
    'ip-link',
    (keys) =>
      has('ifindex', 'ifname', 'flags')(keys) && (keys.has('link_type') || keys.has('qdisc') || keys.has('linkinfo')),
  ],
  ['bridge-vlan', has('ifname', 'vlans')],
  ['bridge-mdb', has('mdb')],
  [
    'bridge-fdb',
    (keys) => has('mac')(keys) && (keys.has('ifname') || keys.has('dst')) && (keys.has('state') || keys.has('flags')),
  ],
  [
    'ip-rule',
    (keys) =>
      has('priority')(keys) && (keys.has('src') || keys.has('table') || keys.has('action')) && !keys.has('ifname'),
  ],
  ['netns-list-id', has('nsid')],
  ['ip-neigh', (keys) => keys.has('dst') && (keys.has('lladdr') || (keys.has('state') && keys.has('dev')))],
  [
    'ip-route',
    (keys) =>
      keys.has('dst') &&
      (keys.has('dev') || keys.has('gateway') || keys.has('nexthops') || keys.has('type') || keys.has('flags')),
  ],
  ['ip-vrf', (keys) => has('name', 'table')(keys) && keys.size === 2],
]

/** The sort of a whole JSON document by its shape; an empty array is what its command says. */
export function sortOfJson(text: string, byCommand: Sort | null): Sort | null {
  const json = parse(text)
  if (Array.isArray(json)) {
    for (const element of json.slice(0, 1000)) {
      const sort = isRecord(element) ? sortOfElement(element) : null
      if (sort !== null) return sort
    }
    return json.every((element) => isRecord(element) && Object.keys(element).length === 0) ? byCommand : null
  }
  return isRecord(json) ? sortOfObject(json) : null
}

function sortOfElement(element: Record<string, unknown>): Sort | null {
  const keys = new Set(Object.keys(element))
  return ELEMENTS.find(([, fits]) => fits(keys))?.[0] ?? null
}

function sortOfObject(json: Record<string, unknown>): Sort | null {
  if (Array.isArray(json['nftables'])) return 'nft-json'
  if (isRecord(json['lldp'])) return 'lldp'
  const values = Object.values(json)
  const isVlans = (value: unknown): boolean =>
    Array.isArray(value) && value.length > 0 && value.every((v) => isRecord(v) && 'vlan' in v)
  return values.length > 0 && values.every(isVlans) ? 'bridge-vlan' : null
}

/** The sort of a document that is cut short, by the first whole element in it. */
export function sortOfTruncated(text: string): Sort | null {
  if (/^\s*\{\s*"nftables"\s*:/.test(text)) return 'nft-json'
  if (/^\s*\{\s*"lldp"\s*:/.test(text)) return 'lldp'
  const head = text.trimStart().slice(1, 100_000)
  for (const piece of jsonPieces(head).slice(0, 20)) {
    const json = piece.truncated ? undefined : parse(piece.text)
    const sort = isRecord(json) ? sortOfElement(json) : null
    if (sort !== null) return sort
  }
  return sortOfHead(head.slice(0, 2000))
}

/** Not even one whole element: the names of the members that can be seen. */
function sortOfHead(head: string): Sort | null {
  const keys = new Set([...head.matchAll(/"([a-z_0-9]{1,40})"\s{0,4}:/g)].map((found) => found[1] ?? ''))
  if (keys.has('qdisc') && keys.has('mtu')) return keys.has('addr_info') ? 'ip-addr' : 'ip-link'
  return ELEMENTS.find(([, fits]) => fits(keys))?.[0] ?? null
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
