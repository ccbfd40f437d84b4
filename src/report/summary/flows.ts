import type { EndpointMention, Flow } from '../../audit/result.ts'
import type { Lang } from '../../base/text.ts'
import { word } from '../sentences/say.ts'

/** A set of headers in a few characters: `tcp/22 (IPv4)`, `IPv4`, `any frame (layer 2)`; addresses where they are bound. */
export function flowText(flow: Flow, lang: Lang): string {
  const family = word(flow.family, lang)
  if (flow.protocol === undefined) return ends(flow, family)
  const ports = flow.ports === undefined || flow.ports === '' ? '' : `/${flow.ports}`
  return ends(flow, lang === 'ja' ? `${flow.protocol}${ports}（${family}）` : `${flow.protocol}${ports} (${family})`)
}

function ends({ src, dst }: Flow, header: string): string {
  if (src === undefined && dst === undefined) return header
  return `${header}  ${src ?? '*'} → ${dst ?? '*'}`
}

/** `b2 · eth0.10 (10.1.0.200)`: the machine, its interface, its addresses (at most three, the rest counted). */
export function endpointText({ device, name, id, addresses }: EndpointMention): string {
  const who = device === '' ? id : name === '' || name === device ? device : `${device} · ${name}`
  const few = addresses.slice(0, 3).join(', ')
  const more = addresses.length > 3 ? ` +${addresses.length - 3}` : ''
  return few === '' ? who : `${who} (${few}${more})`
}

/** A bounded list with what was left out as a number: `a, b, +3`. */
export function listed(parts: readonly string[], total: number): string {
  const more = total - parts.length
  return [...parts, ...(more > 0 ? [`+${more}`] : [])].join(', ')
}
