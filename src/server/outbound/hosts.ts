import { OutboundRefused } from './refused.ts'

/** One host that may be asked. `isPrivate`: it may lie at an address of this machine or of an inner network. */
export interface HostRule {
  /** As a URL writes it: lower case, punycode, IPv6 in brackets, the port where it is not 443. */
  readonly host: string
  readonly isPrivate: boolean
}

/** An entry of a list of hosts that cannot be one. */
export class BadHost extends Error {}

const PRIVATE = '+private'

/** The rule as an entry of a list. */
export const hostText = ({ host, isPrivate }: HostRule): string => `${host}${isPrivate ? PRIVATE : ''}`

/**
 * The rules of a list of hosts. An entry is `hooks.example.jp`, `hooks.example.jp:8443` (no port is 443), or either with `+private` behind it,
 * which lets that very host lie at an inner address (RFC 1918, loopback, unique local). No wildcards. Throws BadHost.
 */
export const hostRules = (entries: readonly string[]): readonly HostRule[] => entries.map(hostRule)

function hostRule(entry: string): HostRule {
  const isPrivate = entry.endsWith(PRIVATE)
  const text = isPrivate ? entry.slice(0, -PRIVATE.length) : entry
  const url = parsed(`https://${text}/`)
  const isBare = /^[^\s/?#@\\*]+$/u.test(text)
  if (url === null || !isBare || url.hostname === '' || url.hostname.endsWith('.'))
    throw new BadHost(`${JSON.stringify(entry)} is no host: write host, host:port or either with ${PRIVATE}`)
  return { host: url.host, isPrivate }
}

function parsed(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

/** The rule that names the URL's very host and port. Throws OutboundRefused when none does. */
export function ruleFor(rules: readonly HostRule[], url: URL): HostRule {
  // An http URL leaves out the port 80 and an https one the port 443, so both are said the same way.
  const host = url.protocol === 'http:' && url.port === '' ? `${url.hostname}:80` : url.host
  const rule = rules.find((one) => one.host === host)
  if (rule === undefined) throw new OutboundRefused('host', `${host} is not on the list of hosts that may be asked`)
  return rule
}
