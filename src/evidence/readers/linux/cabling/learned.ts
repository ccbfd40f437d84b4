import { parseAddress, type Address } from '../../../../base/address.ts'
import type { Source } from '../../../../base/source.ts'
import type { Host, HostInterface } from '../host.ts'

/** A MAC address that a host has seen behind one of its interfaces. */
export interface SeenMac {
  readonly mac: string
  readonly at: Source
}

const isUnicast = (mac: string): boolean => (Number.parseInt(mac.slice(0, 2), 16) & 1) === 0

/** What a bridge learned on a port, or the neighbours of an interface that is none. Entries of the host's own and failed ones do not count. */
export const seenBehind = (host: Host, i: HostInterface): readonly SeenMac[] => [
  ...learnedOn(host, i),
  ...neighboursOn(host, i),
]

/** MAC addresses from which frames came in by a bridge port. */
export const learnedOn = (host: Host, i: HostInterface): readonly SeenMac[] =>
  (host.fdbOf.get(i.name) ?? [])
    .filter(({ value }) => value.state !== 'permanent' && !value.flags.includes('self'))
    .map(({ value, at }) => ({ mac: value.mac.toLowerCase(), at }))
    .filter(({ mac }) => isUnicast(mac))

/** MAC addresses that answered for some address on the segment of an interface; they may be further away than its other end. */
const neighboursOn = (host: Host, i: HostInterface): readonly SeenMac[] =>
  (host.neighboursOf.get(i.name) ?? [])
    .filter(({ value }) => value.lladdr !== undefined)
    .map(({ value, at }) => ({ mac: (value.lladdr ?? '').toLowerCase(), at }))
    .filter(({ mac }) => isUnicast(mac))

export interface KnownAddress {
  readonly address: Address
  readonly at: Source
}

/** The addresses for which each MAC answered, as any host knows them. */
export type AddressBook = ReadonlyMap<string, readonly KnownAddress[]>

export function addressBook(hosts: readonly Host[]): AddressBook {
  const book = new Map<string, KnownAddress[]>()
  for (const { facts } of hosts)
    for (const { value, at } of facts.neighbours) {
      const address = value.lladdr === undefined ? null : parseAddress(value.dst)
      if (address === null || value.lladdr === undefined) continue
      const known = book.get(value.lladdr.toLowerCase()) ?? []
      if (!known.some((k) => k.address === address)) known.push({ address, at })
      book.set(value.lladdr.toLowerCase(), known)
    }
  return book
}
