import type { Source } from '../../../../base/source.ts'
import type { Link } from '../../../../cloud/network.ts'
import type { Host, HostInterface } from '../host.ts'
import { learnedOn, seenBehind } from './learned.ts'
import { endKey, type End } from './wires.ts'

/** Two ends that may be one pair, and what else speaks for it. */
interface Candidate {
  readonly a: End
  readonly b: End
  readonly proof: readonly Source[]
  /** One side has learned the other's MAC address on this very port: more than that it is somewhere on the segment. */
  readonly direct: boolean
}

/**
 * The pairs of veth interfaces. Within a namespace the peer is named; across namespaces each end prints the other's index, which several may fit:
 * then MAC addresses that one side has learned of the other decide, then the names of namespaces, then what is left when others are taken.
 */
export function pairs(ends: readonly End[]): readonly Link[] {
  const inside = ends.flatMap((end) => {
    const peer = namedPeer(end)
    return peer === undefined || end.i.index > peer.index ? [] : [link(end, { host: end.host, i: peer }, [])]
  })
  const across = ends.filter((end) => namedPeer(end) === undefined && end.i.link.link_index !== undefined)
  return [...inside, ...acrossNamespaces(across)]
}

const namedPeer = ({ host, i }: End): HostInterface | undefined =>
  i.link.link === undefined || i.link.link === null || i.link.link_netnsid !== undefined
    ? undefined
    : host.byName.get(i.link.link)

const link = (a: End, b: End, proof: readonly Source[]): Link => ({
  ends: [a.i.id, b.i.id],
  kind: 'cable',
  from: [indexAt(a), indexAt(b), ...proof.slice(0, 4)],
})

const indexAt = ({ i }: End): Source => ({
  ...i.at,
  pointer: `${i.at.pointer ?? ''}${i.link.link_index === undefined ? '/link' : '/link_index'}`,
})

function acrossNamespaces(ends: readonly End[]): readonly Link[] {
  let open = candidatesOf(ends)
  const links: Link[] = []
  const namespaces = new Map<string, Host>()
  const settle = (c: Candidate): void => {
    links.push(link(c.a, c.b, c.proof))
    namespaces.set(side(c.a), c.b.host)
    namespaces.set(side(c.b), c.a.host)
    open = open
      .filter((o) => ![o.a, o.b].some((e) => e.i === c.a.i || e.i === c.b.i))
      .filter((o) => agrees(namespaces, o))
  }
  for (const decides of [isDirect, hasProof, isNamed, () => true]) {
    for (let next = onlyChoice(open, decides); next !== undefined; next = onlyChoice(open, decides)) settle(next)
  }
  return [...links, ...open.map(({ a, b }) => ({ ...link(a, b, []), unknown: ambiguous(a, b) }))]
}

/** The number by which a namespace knows the other one means the same namespace everywhere. */
const side = ({ host, i }: End): string => `${host.id} ${i.link.link_netnsid ?? ''}`
const agrees = (namespaces: ReadonlyMap<string, Host>, { a, b }: Candidate): boolean =>
  (namespaces.get(side(a)) ?? b.host) === b.host && (namespaces.get(side(b)) ?? a.host) === a.host

/** A candidate that the test favours, where neither end has another one that it favours. */
const onlyChoice = (open: readonly Candidate[], decides: (c: Candidate) => boolean): Candidate | undefined => {
  const favoured = open.filter(decides)
  const count = new Map<string, number>()
  for (const c of favoured) for (const e of [c.a, c.b]) count.set(endKey(e), (count.get(endKey(e)) ?? 0) + 1)
  return favoured.find((c) => count.get(endKey(c.a)) === 1 && count.get(endKey(c.b)) === 1)
}

const isDirect = ({ direct }: Candidate): boolean => direct
const hasProof = ({ proof }: Candidate): boolean => proof.length > 0

/** A namespace is a device of its own name, or (as it is collected) of its host's and its own. */
const isNamed = ({ a, b }: Candidate): boolean => names(a, b) || names(b, a)
const names = (a: End, b: End): boolean => {
  const name = namespaceName(a)
  return name !== undefined && (b.host.id === name || b.host.id.endsWith(`.${name}`))
}
const namespaceName = ({ host, i }: End): string | undefined =>
  host.facts.namespaces.find(({ value }) => value.nsid === i.link.link_netnsid)?.value.name

function candidatesOf(ends: readonly End[]): readonly Candidate[] {
  const byIndices = new Map<string, End[]>()
  for (const end of ends) {
    const key = `${end.i.index} ${end.i.link.link_index ?? ''}`
    byIndices.set(key, [...(byIndices.get(key) ?? []), end])
  }
  return ends.flatMap((a) =>
    (byIndices.get(`${a.i.link.link_index ?? ''} ${a.i.index}`) ?? [])
      .filter((b) => b.host !== a.host && endKey(a) < endKey(b))
      .map((b) => ({
        a,
        b,
        proof: [...sees(a, b, seenBehind), ...sees(b, a, seenBehind)],
        direct: sees(a, b, learnedOn).length + sees(b, a, learnedOn).length > 0,
      })),
  )
}

/** Entries by which one side knows the other's MAC address behind this very interface. */
const sees = (a: End, b: End, where: typeof seenBehind): readonly Source[] => {
  const mac = b.i.link.address?.toLowerCase()
  return where(a.host, a.i).flatMap((seen) => (seen.mac === mac ? [seen.at] : []))
}

const ambiguous = (a: End, b: End): string =>
  a.host.notes.unknown({
    code: 'linux-veth-ambiguous',
    device: a.host.id,
    params: { interface: a.i.name, other: `${b.host.id}:${b.i.name}` },
    ask: 'ip -j netns list-id; bridge -j fdb show',
    from: [a.i.at, b.i.at],
  })
