import type { Packet, Place, Step, Witness } from '../../checker/witness.ts'
import { clamp } from '../safe.ts'
import { say } from '../sentences/say.ts'
import { placeOf } from '../summary/evidence.ts'
import { markup, type Html } from './markup.ts'
import { bounded, code, paragraph, phraseHtml, table, type Page } from './page.ts'

const STEPS = 200

/** Every step of the witness packet as the checker replays it: for whoever wants to follow it by hand. */
export function witnessTable(page: Page, witness: Witness): Html {
  const { labels } = page
  const { shown, rest } = bounded(page, witness.steps, STEPS)
  const rows = shown.map((step, i) => row(page, step, i))
  const heads = [labels.hop, labels.place, labels.packet, 'VLAN', labels.because, labels.evidence]
  return markup`<details class="sub">
    <summary>${labels.witness}</summary>
    ${paragraph(labels.witnessHelp)}${table('plain', labels.witness, heads, rows)}${rest}
  </details>`
}

const row = (page: Page, step: Step, i: number): Html =>
  markup`<tr>
    <td>${i + 1}</td>
    <td>${placeHtml(page, step.place)}</td>
    <td>${code(packetText(step.packet))}</td>
    <td>${step.vlan}</td>
    <td>
      ${step.because.slice(0, 8).map((d) => markup`<span class="line">${phraseHtml(say('hops', d, page.lang))}</span>`)}
    </td>
    <td>
      ${step.because
        .flatMap((d) => d.from)
        .slice(0, 8)
        .map((s) => markup`<span class="line">${clamp(placeOf(s), 160)}</span>`)}
    </td>
  </tr>`

const PLACES = {
  in: 'placeIn',
  out: 'placeOut',
  bridge: 'placeBridge',
  router: 'placeRouter',
  local: 'placeLocal',
  own: 'placeOwn',
} as const

function placeHtml(page: Page, place: Place): Html {
  const id = 'interface' in place ? place.interface : 'bridge' in place ? place.bridge : place.router
  return markup`${page.labels[PLACES[place.kind]]} ${code(id)}`
}

const PROTOCOLS: Readonly<Record<number, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'icmpv6', 132: 'sctp' }

/** `10.1.0.200:49152 → 10.1.0.11:22 tcp new`; a frame has no addresses. */
export function packetText(packet: Packet): string {
  if (packet.family === 'frame') return 'frame'
  const port = (n: number | undefined): string => (n === undefined ? '' : `:${n}`)
  const address = (text: string | undefined): string =>
    text === undefined ? '?' : text.includes(':') ? `[${text}]` : text
  const protocol = packet.protocol === undefined ? '' : ` ${PROTOCOLS[packet.protocol] ?? packet.protocol}`
  const icmp = packet.icmp === undefined ? '' : ` ${packet.icmp >> 8}/${packet.icmp & 255}`
  const mark = packet.mark === 0 ? '' : ` mark ${packet.mark}`
  return `${address(packet.src)}${port(packet.sport)} → ${address(packet.dst)}${port(packet.dport)}${protocol}${icmp} ${packet.state}${mark}`
}
