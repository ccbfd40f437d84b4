import { withAdded, without } from './document.ts'
import { OTHERS, shapeOf } from './shape.ts'
import type { Other, SelectorShape } from './shape.ts'

const isOnly = (selector: SelectorShape, device: string): boolean =>
  selector.length === 1 && selector[0]?.[0] === 'device' && selector[0][1] === device

const isOther = (party: string): party is Other => OTHERS.some((other) => other === party)

/**
 * The text that gives the device to the party ('' is nobody): rules that name just this device go from everybody else, and one is added. Rules that
 * catch it otherwise (by address, tag, pattern …) stay as they are, and may still own it.
 */
export function assigned(text: string, device: string, party: string): string {
  const cleared = withoutDevice(text, device)
  if (party === '') return cleared
  const rule = { device }
  if (isOther(party)) return withAdded(cleared, [party, 'endpoints'], rule, true)
  const at = shapeOf(cleared).tenants.findIndex(({ id }) => id === party)
  return at < 0
    ? withAdded(cleared, ['tenants'], { id: party, endpoints: [rule] })
    : withAdded(cleared, ['tenants', at, 'endpoints'], rule, true)
}

function withoutDevice(text: string, device: string): string {
  const { tenants, others } = shapeOf(text)
  const places = [
    ...tenants.flatMap(({ selectors }, i) =>
      selectors.flatMap((selector, j) => (isOnly(selector, device) ? [['tenants', i, 'endpoints', j]] : [])),
    ),
    ...OTHERS.flatMap((other) =>
      others[other].flatMap((selector, j) => (isOnly(selector, device) ? [[other, 'endpoints', j]] : [])),
    ),
  ]
  // From the last to the first, so that the places of those before stay true.
  return places.toReversed().reduce((rest, path) => without(rest, path), text)
}
