import type { Hop, Quote, Saying } from '../../audit/result.ts'

type Look = (params: Saying['params']) => readonly string[]

const quoted = (value: string | number | undefined): string => JSON.stringify(value === undefined ? '' : String(value))

/** How the value that a hop's sentence speaks of stands in a line of evidence, by the hop's code: in JSON first, then as tools print it. */
const LOOKS: Readonly<Record<string, Look>> = {
  'vlan-member': ({ vlan }) => [`{"vlan":${vlan}}`, `"vlan":${vlan}`, `"vlanEnd":${vlan}`],
  'vlan-access': ({ vlan }) => [`"vlan":${vlan}`],
  'vlan-tag': ({ vlan }) => [`"id":${vlan}`],
  'vlan-untag': ({ vlan }) => [`"id":${vlan}`],
  route: ({ to, out }) => [
    `"dst":${quoted(to)},"dev":${quoted(out)}`,
    `"dst":${quoted(to)}`,
    `${to} dev ${out}`,
    `"DestinationCidrBlock":${quoted(to)}`,
    `"DestinationIpv6CidrBlock":${quoted(to)}`,
    `"CidrBlock":${quoted(to)}`,
  ],
  'rule-accepts': () => [
    `{"accept":null}`,
    '-j ACCEPT',
    ' accept',
    '"RuleAction":"allow"',
    '"IpProtocol":"-1"',
    '"IpProtocol":"tcp"',
    '"IpProtocol":"udp"',
  ],
  'rule-drops': () => [`{"drop":null}`, '-j DROP', '-j REJECT', ' drop', ' reject', '"RuleAction":"deny"'],
}

/**
 * The hop's quotes with the deciding part marked where the audit named none: the place in the line that holds the value of which the sentence speaks.
 * Only what stands there word for word, and not inside a longer number, is marked; else the quote stays as it is.
 */
export const decidingQuotes = ({ what, quotes }: Hop): readonly Quote[] => quotes.map((quote) => withMark(quote, what))

function withMark(quote: Quote, { code, params }: Saying): Quote {
  const { mark, text } = quote
  const isWhole = mark !== undefined && mark[1] - mark[0] >= text.length * 0.85
  const look = Object.hasOwn(LOOKS, code) ? LOOKS[code] : undefined
  if ((mark !== undefined && !isWhole) || look === undefined) return quote
  for (const wanted of look(params)) {
    const at = text.indexOf(wanted)
    const after = text.charAt(at + wanted.length)
    if (at >= 0 && !(/\d$/.test(wanted) && /[\d.]/.test(after))) return { ...quote, mark: [at, at + wanted.length] }
  }
  return quote
}
