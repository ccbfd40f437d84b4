import {
  V4_FIRST,
  V4_LAST,
  V6_FIRST,
  V6_LAST,
  parseAddress,
  parsePrefix,
  type Address,
  type AddressRange,
} from '../base/address.ts'
import { complement, contains } from '../base/ranges.ts'
import type { Cloud, Endpoint } from '../cloud/cloud.ts'
import type { EndpointId } from '../cloud/ids.ts'
import type { Ownership } from './ownership.ts'

/** What a name in a question stands for: the endpoints, and the addresses that a connection to it would be made to. */
export interface Named {
  readonly endpoints: readonly EndpointId[]
  readonly destinations: readonly AddressRange[]
  /** For a name: what it is published as besides, which is what the world outside would connect to. */
  readonly published?: readonly AddressRange[]
}

export type NameError = {
  readonly code: 'unknown-name' | 'ambiguous-address' | 'not-an-address-of' | 'no-endpoints' | 'invalid-question'
  readonly params: Readonly<Record<string, string>>
}

/** Addresses that never are of the world outside: private, shared, link-local (RFC 1918, RFC 6598, RFC 3927, RFC 4193, RFC 4291). */
const INSIDE = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
].map((text) => parsePrefix(text) as AddressRange)

/**
 * Resolves the X and Y of `akashi reach`: an address, an endpoint or instance id or name, a device name, `tenant:ID`, `management`, `shared`,
 * `external`; `tenant:A/10.0.0.5` says whose address is meant.
 */
export function resolveName(cloud: Cloud, ownership: Ownership, text: string): Named | NameError {
  const party = ownership.parties.find((p) => text === partyName(p.id, p.kind))
  if (party !== undefined) return ofEndpoints(cloud, party.endpoints, text)
  const slash = text.indexOf('/')
  const qualified = slash > 0 ? parseAddress(text.slice(slash + 1)) : null
  if (qualified !== null) return ofQualified(cloud, ownership, text.slice(0, slash), qualified, text)
  const address = parseAddress(text)
  if (address !== null) return ofAddress(cloud, ownership, address, text)
  const byName = cloud.endpoints.filter((e) => e.id === text || e.interface === text || e.aliases.includes(text))
  if (byName.length > 0)
    return ofEndpoints(
      cloud,
      byName.map((e) => e.id),
      text,
    )
  const devices = cloud.devices
    .filter((d) => d.id === text || d.name === text || d.aliases.includes(text))
    .map((d) => d.id)
  if (devices.length === 0) return { code: 'unknown-name', params: { name: text } }
  return ofEndpoints(
    cloud,
    cloud.endpoints.filter((e) => devices.includes(e.device)).map((e) => e.id),
    text,
  )
}

const partyName = (id: string, kind: string): string => (kind === 'tenant' ? `tenant:${id}` : id)

const single = (address: Address): AddressRange => ({ first: address, last: address })

function ofEndpoints(cloud: Cloud, ids: readonly EndpointId[], text: string): Named | NameError {
  if (ids.length === 0) return { code: 'no-endpoints', params: { name: text } }
  const endpoints = cloud.endpoints.filter((e) => ids.includes(e.id))
  if (endpoints.every((e) => isOutside(cloud, e))) return { endpoints: ids, destinations: world(cloud) }
  return {
    endpoints: ids,
    destinations: endpoints.flatMap((e) => e.addresses.map(single)),
    published: endpoints.flatMap((e) => e.published.map(single)),
  }
}

/** The addresses that a connection to this endpoint would be made to: its own, or any of the world outside. */
export const destinationsOf = (cloud: Cloud, endpoint: Endpoint): readonly AddressRange[] =>
  isOutside(cloud, endpoint) ? world(cloud) : endpoint.addresses.map(single)

/** Whether the endpoint lies outside the evidence. */
export const isOutside = (cloud: Cloud, endpoint: Endpoint): boolean =>
  ['external', 'unseen'].includes(cloud.devices.find((d) => d.id === endpoint.device)?.kind ?? '')

/** Every address that nobody in evidence bears and that is not private. */
const world = (cloud: Cloud): AddressRange[] =>
  complement(
    [...INSIDE, ...cloud.endpoints.flatMap((e) => [...e.addresses, ...e.published].map(single))],
    [
      { first: V4_FIRST, last: V4_LAST },
      { first: V6_FIRST, last: V6_LAST },
    ],
  )

function ofQualified(
  cloud: Cloud,
  ownership: Ownership,
  owner: string,
  address: Address,
  text: string,
): Named | NameError {
  const named = resolveName(cloud, ownership, owner)
  if ('code' in named) return named
  const bearers = cloud.endpoints.filter((e) => named.endpoints.includes(e.id) && bears(e, address))
  if (bearers.length === 0) return { code: 'not-an-address-of', params: { name: text, owner } }
  return { endpoints: bearers.map((e) => e.id), destinations: [single(address)] }
}

const bears = (endpoint: Endpoint, address: Address): boolean =>
  endpoint.addresses.includes(address) || endpoint.published.includes(address)

function ofAddress(cloud: Cloud, ownership: Ownership, address: Address, text: string): Named | NameError {
  const own = cloud.endpoints.filter((e) => e.addresses.includes(address))
  const bearers = own.length > 0 ? own : cloud.endpoints.filter((e) => e.published.includes(address))
  const devices = new Set(bearers.map((e) => e.device))
  if (devices.size > 1)
    return {
      code: 'ambiguous-address',
      params: { address: text, bearers: bearers.map((e) => qualifiedName(ownership, e, text)).join(', ') },
    }
  if (bearers.length > 0) return { endpoints: bearers.map((e) => e.id), destinations: [single(address)] }
  const world = cloud.endpoints.filter((e) => isOutside(cloud, e))
  if (contains(INSIDE, address) || world.length === 0) return { code: 'unknown-name', params: { name: text } }
  return { endpoints: world.map((e) => e.id), destinations: [single(address)] }
}

const qualifiedName = (ownership: Ownership, endpoint: Endpoint, text: string): string => {
  const party = ownership.partyOf.get(endpoint.id)
  const owner = ownership.parties.find((p) => p.id === party)
  const unique = owner !== undefined && owner.kind === 'tenant'
  return `${unique ? `tenant:${owner.id}` : endpoint.device}/${text}`
}
