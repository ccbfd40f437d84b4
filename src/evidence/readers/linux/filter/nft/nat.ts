import { parseAddress, type AddressRange } from '../../../../../base/address.ts'
import type { Range } from '../../../../../base/ranges.ts'
import type { RuleAction } from '../ir.ts'
import { isJson, member } from './document.ts'
import { conditionsOf, type MatchScope } from './match.ts'
import { intervalsOf, valuesOf, type Interval } from './values.ts'
import type { Outcome } from './verdict.ts'

const WHOLE = [{ match: {} }]

/** The outcomes of snat, dnat, masquerade and redirect, or null when the statement is none of them. */
export function translations(kind: string, body: unknown, scope: MatchScope): readonly Outcome[] | null {
  if (kind === 'masquerade' || kind === 'redirect') {
    const ports = portsOf(member(body, 'port'))
    return [{ conditions: WHOLE, action: ports === undefined ? unknown(kind, scope) : { kind, ports } }]
  }
  if (kind !== 'snat' && kind !== 'dnat') return null
  const address = member(body, 'addr')
  const map = member(address, 'map')
  if (map !== undefined) return mapped(kind, map, body, scope)
  return [{ conditions: WHOLE, action: translation(kind, address, member(body, 'port'), body, scope) }]
}

const unknown = (statement: string, scope: MatchScope): RuleAction => ({
  kind: 'unknown',
  unknown: scope.environment.unknown('linux-nft-statement', { statement }, scope.at),
})

function translation(
  kind: 'snat' | 'dnat',
  address: unknown,
  port: unknown,
  body: unknown,
  scope: MatchScope,
): RuleAction {
  const to = address === undefined ? null : addressesOf(address)
  const ports = portsOf(port)
  if (to === undefined || ports === undefined || (to === null && ports === null)) return unknown(kind, scope)
  const flags = member(body, 'flags')
  const isNetmap = flags === 'netmap' || (Array.isArray(flags) && flags.includes('netmap'))
  // A prefix-to-prefix translation keeps the offset only where the match is bounded to a range of equal size, which is not checked here.
  return isNetmap ? unknown(`${kind} netmap`, scope) : { kind, to, ports }
}

/** `undefined` when it was not understood. */
function addressesOf(value: unknown): readonly AddressRange[] | undefined {
  return intervalsOf([value], parseAddress) ?? undefined
}

/** Null when no port is given, `undefined` when it was not understood. */
function portsOf(value: unknown): readonly Range[] | null | undefined {
  if (value === undefined) return null
  const found = intervalsOf([value], (text) => (/^\d{1,5}$/.test(text) ? BigInt(text) : null))
  return found?.map((r: Interval) => ({ first: Number(r.first), last: Number(r.last) })) ?? undefined
}

/** `dnat to ip daddr map { … }`: one outcome for each element; what is in none goes on. */
function mapped(kind: 'snat' | 'dnat', map: unknown, body: unknown, scope: MatchScope): readonly Outcome[] {
  const elements = valuesOf(member(map, 'data'), scope)
  if (elements === null) return [{ conditions: WHOLE, action: unknown(`${kind} map`, scope) }]
  return elements.map((element) => {
    if (!Array.isArray(element)) return { conditions: WHOLE, action: unknown(`${kind} map`, scope) }
    const conditions = conditionsOf(member(map, 'key'), '==', element[0], scope)
    const [address, port] = addressAndPort(element[1], member(body, 'port'))
    return { conditions, action: translation(kind, address, port, body, scope) }
  })
}

const addressAndPort = (value: unknown, port: unknown): readonly [unknown, unknown] => {
  const parts = isJson(value) ? value['concat'] : undefined
  return Array.isArray(parts) ? [parts[0], parts[1]] : [value, port]
}
