import { contains } from '../base/ranges.ts'
import { parsePrefix } from '../base/address.ts'
import { groupBy } from '../base/group.ts'
import type { Problem } from '../base/problem.ts'
import type { Cloud, Device, Endpoint } from '../cloud/cloud.ts'
import type { DeviceId, EndpointId } from '../cloud/ids.ts'
import { isKnown } from '../cloud/knowable.ts'
import type { Owners } from '../proof/parties.ts'
import type { Engagement, Selector } from './engagement.ts'
import type { LineOf } from './engagementYaml.ts'

export interface Party {
  readonly id: string
  readonly kind: 'tenant' | 'management' | 'shared' | 'external'
  /** Whether the engagement speaks of it: then it is somewhere, also where the evidence shows none of its endpoints. */
  readonly named: boolean
  readonly endpoints: readonly EndpointId[]
}

/** Who owns what: the parties with their endpoints, in the order of the engagement. */
export interface Ownership {
  readonly parties: readonly Party[]
  readonly partyOf: ReadonlyMap<EndpointId, string>
  readonly unowned: readonly EndpointId[]
  readonly owners: Owners
  /** Devices that carry others' traffic: what is theirs is nobody's endpoint unless the engagement says so. */
  readonly carriers: ReadonlySet<DeviceId>
  readonly problems: readonly Problem[]
}

interface PartyRule {
  readonly id: string
  readonly kind: Party['kind']
  readonly selectors: readonly Selector[]
  /** Where the party stands in the engagement. */
  readonly path: readonly (string | number)[]
}

/** Where the engagement stands, and the lines of its members: for problems. */
export interface EngagementPlace {
  readonly file: string
  readonly lineOf: LineOf
}

/** The endpoints' owners: the first selector that matches an endpoint owns it; what lies outside the evidence is external. */
export function resolveOwnership(
  cloud: Cloud,
  engagement: Engagement,
  place: EngagementPlace = { file: 'akashi.yaml', lineOf: () => undefined },
): Ownership {
  const rules = partyRules(engagement)
  const devices = new Map(cloud.devices.map((d) => [d.id, d]))
  const carriers = carriersOf(cloud, rules, devices)
  const partyOf = new Map<EndpointId, string>()
  for (const endpoint of cloud.endpoints) {
    const device = devices.get(endpoint.device)
    const owner = ownerOf(rules, endpoint, device, carriers.has(endpoint.device))
    if (owner !== null) partyOf.set(endpoint.id, owner)
  }
  inherit(cloud, carriers, partyOf)
  const byParty = groupBy(cloud.endpoints, (e) => partyOf.get(e.id))
  const parties = rules.map(({ id, kind, selectors }) => ({
    id,
    kind,
    named: kind === 'tenant' || selectors.length > 0,
    endpoints: (byParty.get(id) ?? []).map((e) => e.id),
  }))
  return {
    parties,
    partyOf,
    unowned: cloud.endpoints.filter((e) => !partyOf.has(e.id)).map((e) => e.id),
    owners: ownersOf(cloud, parties),
    carriers,
    problems: [...unmatched(rules, cloud, devices, place), ...emptyParties(parties, place)],
  }
}

const partyRules = (engagement: Engagement): PartyRule[] => [
  ...engagement.tenants.map((t, i): PartyRule => ({
    id: t.id,
    kind: 'tenant',
    selectors: t.endpoints,
    path: ['tenants', i],
  })),
  ...(['management', 'shared', 'external'] as const).map((kind): PartyRule => ({
    id: kind,
    kind,
    selectors: engagement[kind]?.endpoints ?? [],
    path: [kind],
  })),
]

function ownerOf(
  rules: readonly PartyRule[],
  endpoint: Endpoint,
  device: Device | undefined,
  carrier: boolean,
): string | null {
  if (device?.kind === 'external' || device?.kind === 'unseen') return 'external'
  const found = rules.find(({ selectors }) =>
    selectors.some((s) => (!carrier || s.device !== undefined) && matches(s, endpoint, device)),
  )
  return found?.id ?? null
}

/** Whether all keys of the selector hold for the endpoint. */
export function matches(selector: Selector, endpoint: Endpoint, device: Device | undefined): boolean {
  return (
    holds(selector.device, (d) =>
      [endpoint.device, device?.name, ...(device?.aliases ?? []), ...endpoint.aliases].some((n) => like(n, d)),
    ) &&
    holds(selector.address, (a) => inPrefix(a, endpoint)) &&
    holds(selector.vrf, (v) => endpoint.vrf === v) &&
    holds(selector.tag, (t) => tagged(t, endpoint)) &&
    holds(selector.awsAccount, (a) => endpoint.account === a) &&
    holds(selector.project, (p) => like(endpoint.project, p))
  )
}

const holds = (key: string | undefined, test: (key: string) => boolean): boolean => key === undefined || test(key)

const like = (text: string | undefined, pattern: string): boolean => {
  if (text === undefined) return false
  if (!pattern.includes('*')) return text === pattern
  const parts = pattern.split('*')
  if (!text.startsWith(parts[0] ?? '') || text.length < pattern.length - parts.length + 1) return false
  let at = (parts[0] ?? '').length
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  const last = parts.at(-1) ?? ''
  return text.length - last.length >= at && text.endsWith(last)
}

function inPrefix(text: string, endpoint: Endpoint): boolean {
  const range = parsePrefix(text)
  return range !== null && endpoint.addresses.some((a) => contains([range], a))
}

function tagged(text: string, endpoint: Endpoint): boolean {
  const [key = '', ...rest] = text.split('=')
  const value = Object.hasOwn(endpoint.tags, key) ? endpoint.tags[key] : undefined
  return value !== undefined && (rest.length === 0 || like(value, rest.join('=')))
}

/**
 * Devices that carry others' traffic: the fabric, hosts with a bridge for others' ports, hosts that forward between networks of several parties.
 * Such a device has addresses in tenants' networks (gateways) and is no tenant's for that; only a `device` key can give it away.
 */
function carriersOf(cloud: Cloud, rules: readonly PartyRule[], devices: ReadonlyMap<DeviceId, Device>): Set<DeviceId> {
  const carriers = new Set(cloud.devices.filter((d) => d.kind === 'fabric').map((d) => d.id))
  for (const bridge of cloud.bridges) if (bridge.ports.filter((p) => !p.self).length > 1) carriers.add(bridge.device)
  const byDevice = groupBy(cloud.endpoints, (e) => e.device)
  for (const router of cloud.routers) {
    const forwards = [router.forwards.ip4, router.forwards.ip6].some((f) =>
      [f.otherwise, ...Object.values(f.byInterface)].some((fact) => isKnown(fact) && fact.known),
    )
    if (!forwards) continue
    const own = byDevice.get(router.device) ?? []
    const owners = new Set(own.map((e) => ownerOf(rules, e, devices.get(e.device), false)))
    if (owners.size > 1) carriers.add(router.device)
  }
  return carriers
}

/** A machine whose matched endpoints are all one party's is that party's with its other endpoints too. */
function inherit(cloud: Cloud, carriers: ReadonlySet<DeviceId>, partyOf: Map<EndpointId, string>): void {
  for (const [device, endpoints] of groupBy(cloud.endpoints, (e) => e.device)) {
    const owners = new Set(endpoints.flatMap((e) => partyOf.get(e.id) ?? []))
    const [owner] = owners
    if (carriers.has(device) || owners.size !== 1 || owner === undefined) continue
    for (const e of endpoints) partyOf.set(e.id, owner)
  }
}

function ownersOf(cloud: Cloud, parties: readonly Party[]): Owners {
  const deviceOf = new Map(cloud.endpoints.map((e) => [e.id, e.device]))
  const devices = (kinds: readonly Party['kind'][]): Set<DeviceId> =>
    new Set(
      parties.filter((p) => kinds.includes(p.kind)).flatMap((p) => p.endpoints.flatMap((e) => deviceOf.get(e) ?? [])),
    )
  const tenants = devices(['tenant'])
  const provider = [...devices(['management', 'shared'])].filter((d) => !tenants.has(d))
  const dark = darkHosts(cloud)
  return {
    tenants: new Set([...tenants, ...provider.filter((d) => dark.has(d))]),
    hosts: new Set(provider.filter((d) => !dark.has(d))),
  }
}

/**
 * Hosts on one wire of whose filters nothing is in evidence: what arrives at their wire is taken as delivered, since no rule is seen to stop it,
 * and on one wire they are no way round.
 */
function darkHosts(cloud: Cloud): Set<DeviceId> {
  const unfiltered = new Set(
    cloud.unknowns.filter((u) => u.code === 'no-evidence-filter').flatMap((u) => u.device ?? []),
  )
  const wires = new Map<DeviceId, number>()
  for (const i of cloud.interfaces) if (i.name !== 'lo') wires.set(i.device, (wires.get(i.device) ?? 0) + 1)
  return new Set([...unfiltered].filter((d) => wires.get(d) === 1))
}

function unmatched(
  rules: readonly PartyRule[],
  cloud: Cloud,
  devices: ReadonlyMap<DeviceId, Device>,
  place: EngagementPlace,
): Problem[] {
  return rules.flatMap((rule) =>
    rule.selectors.flatMap((selector, i): Problem[] =>
      cloud.endpoints.some((e) => matches(selector, e, devices.get(e.device)))
        ? []
        : [
            warning('selector-matches-nothing', place, [...rule.path, 'endpoints', i], {
              party: rule.id,
              selector: selectorText(selector),
            }),
          ],
    ),
  )
}

const warning = (
  code: string,
  { file, lineOf }: EngagementPlace,
  path: PartyRule['path'],
  params: NonNullable<Problem['params']>,
): Problem => {
  const line = lineOf(path)
  return { code, severity: 'warning', at: { file, ...(line === undefined ? {} : { line }) }, params }
}

const selectorText = (selector: Selector): string =>
  Object.entries(selector)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]))
    .join(', ')

const emptyParties = (parties: readonly Party[], place: EngagementPlace): Problem[] =>
  parties.flatMap(({ kind, id, endpoints }, i) =>
    kind === 'tenant' && endpoints.length === 0
      ? [warning('tenant-without-endpoints', place, ['tenants', i], { party: id })]
      : [],
  )
