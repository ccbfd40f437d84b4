import type { Member } from './json-members.ts'
import { redact } from './redact.ts'

/** A few lines of a report: enough for one filter rule in JSON with the verdict at its end. */
const LONGEST = 600
/** A neighbour longer than this is shown by its key alone. */
const LONGEST_NEIGHBOUR = 80

/** A line of text for quoting: without its line end, secrets removed, cut. */
export const lineExcerpt = (line: string): string => cut(redact(line.slice(0, 4 * LONGEST)).replace(/\r$/, ''), LONGEST)

/**
 * A member for quoting: itself (marked), and as many of its neighbours in the object as fit, so that a reader sees whose value it is
 * (`{"ifname":"tap-b2",…,"vlan":10}`). White space outside strings is taken out. Elements of arrays stand alone.
 */
export function excerpt(
  text: string,
  member: Member,
  siblings: readonly Member[],
): { readonly text: string; readonly mark?: readonly [number, number] } {
  const own = memberText(text, member, LONGEST)
  const place = member.key === null ? -1 : siblings.indexOf(member)
  if (place === -1) return { text: own }
  const shown = new Map<number, string>([[place, own]])
  let length = own.length + 4
  for (const index of byNearness(siblings.length, place)) {
    const sibling = siblings[index]
    if (sibling === undefined) continue
    const part = memberText(text, sibling, LONGEST_NEIGHBOUR)
    if (length + part.length + 3 > LONGEST) break
    shown.set(index, part)
    length += part.length + 1
  }
  return assemble(shown, siblings.length, place)
}

/** The first member first (it is the name, as a rule), then outward from the place; bounded, because an object may have a million members. */
function byNearness(count: number, place: number): readonly number[] {
  const order = place === 0 ? [] : [0]
  for (let step = 1; step <= 20; step++) {
    if (place - step > 0) order.push(place - step)
    if (place + step < count) order.push(place + step)
  }
  return order
}

function assemble(
  shown: ReadonlyMap<number, string>,
  count: number,
  place: number,
): { readonly text: string; readonly mark: readonly [number, number] } {
  let text = '{'
  let mark: readonly [number, number] = [0, 0]
  let previous = -1
  for (const [index, part] of [...shown].toSorted(([a], [b]) => a - b)) {
    if (index > 0) text += previous === index - 1 ? ',' : previous === -1 ? '…,' : ',…,'
    if (index === place) mark = [text.length, text.length + part.length]
    text += part
    previous = index
  }
  return { text: text + (previous < count - 1 ? ',…}' : '}'), mark }
}

function memberText(text: string, member: Member, longest: number): string {
  const raw = text.slice(member.start, Math.min(member.end, member.start + 8 * longest))
  const whole = redact(compact(raw))
  if (whole.length <= longest && raw.length === member.end - member.start) return whole
  const head = member.key === null ? '' : compact(text.slice(member.start, Math.min(member.value, member.start + 120)))
  return longest === LONGEST_NEIGHBOUR ? `${cut(head, longest)}…` : cut(whole, longest)
}

const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`

/** JSON without white space outside its strings. A string that is cut off keeps its white space. */
const compact = (json: string): string =>
  json.replace(/"(?:[^"\\]|\\.){0,4000}"?|[ \t\r\n]+/g, (part) => (part.startsWith('"') ? part : ''))
