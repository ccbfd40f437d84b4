import { parse } from 'yaml'

export const SELECTOR_KEYS = ['device', 'address', 'vrf', 'tag', 'awsAccount', 'project'] as const
export type SelectorKey = (typeof SELECTOR_KEYS)[number]

/** Key and value of what an endpoint must fulfil; all of one selector must hold. */
export type SelectorShape = readonly (readonly [SelectorKey, string])[]

export interface TenantShape {
  readonly id: string
  readonly ja: string
  readonly en: string
  readonly selectors: readonly SelectorShape[]
}

export interface PermissionShape {
  readonly from: string
  readonly to: string
  readonly protocol: string
  readonly ports: string
  readonly reason: string
  readonly approvedBy: string
}

export const OTHERS = ['management', 'shared', 'external'] as const
export type Other = (typeof OTHERS)[number]

/** The engagement as the form shows it: what of the text has the expected form, the rest empty. Problems are said by the checks, not here. */
export interface Shape {
  readonly service: { readonly ja: string; readonly en: string; readonly roles: readonly string[] }
  readonly tenants: readonly TenantShape[]
  readonly others: Readonly<Record<Other, readonly SelectorShape[]>>
  readonly permitted: readonly PermissionShape[]
}

/** The text as the form shows it. A text that is no YAML shows as nothing. */
export function shapeOf(text: string): Shape {
  const top = record(parsed(text))
  const service = record(top['service'])
  return {
    service: { ...nameOf(service['name']), roles: list(service['roles']).map(words) },
    tenants: list(top['tenants']).map((one) => {
      const { id, name, endpoints } = record(one)
      return { id: words(id), ...nameOf(name), selectors: list(endpoints).map(selectorOf) }
    }),
    others: {
      management: selectorsIn(top['management']),
      shared: selectorsIn(top['shared']),
      external: selectorsIn(top['external']),
    },
    permitted: list(top['permitted']).map((one) => {
      const { from, to, protocol, ports, reason, approvedBy } = record(one)
      return {
        from: words(from),
        to: words(to),
        protocol: words(protocol),
        ports: list(ports).map(words).join(', '),
        reason: words(reason),
        approvedBy: words(approvedBy),
      }
    }),
  }
}

function parsed(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100, logLevel: 'silent' })
  } catch {
    return null
  }
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.assign(Object.create(null) as Record<string, unknown>, value)
    : {}
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const words = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? String(value) : ''

const nameOf = (value: unknown): { ja: string; en: string } =>
  typeof value === 'string'
    ? { ja: value, en: value }
    : { ja: words(record(value)['ja']), en: words(record(value)['en']) }

const selectorsIn = (value: unknown): readonly SelectorShape[] => list(record(value)['endpoints']).map(selectorOf)

const selectorOf = (value: unknown): SelectorShape => {
  const members = record(value)
  return SELECTOR_KEYS.flatMap((key) => (Object.hasOwn(members, key) ? [[key, words(members[key])] as const] : []))
}

/** `22, 8000-8080` as the text writes it: numbers, and ranges as they stand. */
export const portsOf = (text: string): (number | string)[] =>
  text
    .split(/[\s,、]+/)
    .filter((part) => part !== '')
    .map((part) => (/^\d{1,5}$/.test(part) ? Number(part) : part))
