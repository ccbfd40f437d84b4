import type { Source } from '../../../../base/source.ts'
import type { UnknownId } from '../../../../cloud/ids.ts'
import { sourceOf } from '../door.ts'
import { usable } from '../facts.ts'
import type { Host } from '../host.ts'
import type { Sort } from '../sorts.ts'

/** How a filter says that it sends packets, or copies of them, by another interface than routing and bridges would. */
const SENDS: readonly (readonly [Sort, RegExp])[] = [
  ['nft-json', /"(?:dup|fwd)"\s{0,20}:\s{0,20}\{|"name"\s{0,20}:\s{0,20}"TEE"/],
  ['nft-text', /\b(?:dup|fwd)\s+(?:ip6?\s+)?to\s|\bxt\s+target\s+"?TEE\b/],
  ['iptables-save', /^.*\s-j\s+TEE\s/m],
  ['ip6tables-save', /^.*\s-j\s+TEE\s/m],
]

/**
 * What on a host sends packets past its routes, bridges and filters: copies that rules make, programs on interfaces (XDP), multicast routing. Where
 * they end up is not modelled. One unknown for each.
 */
export const diversionsOf = (host: Host): readonly UnknownId[] =>
  [...programs(host), ...copies(host), ...routedGroups(host)].map(({ what, at }) =>
    host.notes.unknown({
      code: 'linux-diverted',
      device: host.id,
      params: { what },
      ask: 'ip -j -d link show; nft -j list ruleset',
      from: [at],
    }),
  )

interface Diversion {
  readonly what: string
  readonly at: Source
}

const programs = ({ facts }: Host): readonly Diversion[] =>
  [...(facts.links ?? []), ...(facts.addresses ?? [])].flatMap(({ value, at }) =>
    value.xdp === undefined ? [] : [{ what: `XDP ${value.ifname}`, at }],
  )

/** Multicast routing and forwarding of directed broadcasts, which the model does not have. */
const routedGroups = ({ facts }: Host): readonly Diversion[] =>
  [...(facts.sysctl?.values ?? [])].flatMap(([key, { value, at }]) =>
    /^net\.ipv[46]\.conf\..{1,60}\.(?:mc|bc)_forwarding$/.test(key) && value !== '0' ? [{ what: key, at }] : [],
  )

const copies = (host: Host): readonly Diversion[] =>
  SENDS.flatMap(([sort, pattern]) =>
    usable(host.facts.pieces, sort).flatMap((piece) => {
      const found = pattern.exec(piece.text)
      if (found === null) return []
      const line = piece.line + piece.text.slice(0, found.index).split('\n').length - 1
      return [{ what: sort, at: sourceOf(piece, { line }) }]
    }),
  )
