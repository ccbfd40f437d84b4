import { danglingReferences, type Dangling as Reference } from '../../base/oscal/references.ts'

/** A reference of assessment results that leads nowhere, or a UUID that two things bear, with its place. */
export interface Dangling {
  readonly pointer: string
  readonly kind: Reference['kind'] | 'objective' | 'duplicate'
  readonly reference: string
}

/**
 * What the JSON schema lets through: references that lead to nothing in the document, targets and selections of objectives that nobody defines,
 * and UUIDs that stand twice. Controls live in a catalog; they are checked only against the `catalogs` that are given.
 */
export function dangling(document: unknown, catalogs: readonly unknown[] = []): readonly Dangling[] {
  const places = [...walk(document)]
  const ids = new Set(places.filter((p) => p.name === 'id').map((p) => p.text))
  const objectives = places.filter((p) => (p.name === 'target-id' || p.name === 'objective-id') && !ids.has(p.text))
  const seen = new Set<string>()
  const twice = places.filter((p) => p.name === 'uuid' && (seen.has(p.text) || !seen.add(p.text)))
  return [
    ...danglingReferences(document, catalogs),
    ...objectives.map((p) => ({ pointer: p.pointer, kind: 'objective' as const, reference: p.text })),
    ...twice.map((p) => ({ pointer: p.pointer, kind: 'duplicate' as const, reference: p.text })),
  ]
}

interface Leaf {
  readonly name: string
  readonly pointer: string
  readonly text: string
}

/** Every text of the document with its member's name, without recursion. */
function* walk(document: unknown): Generator<Leaf> {
  const waiting: { value: unknown; name: string; pointer: string }[] = [{ value: document, name: '', pointer: '' }]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { value, name, pointer } = at
    if (typeof value === 'string') yield { name, pointer, text: value }
    if (typeof value !== 'object' || value === null) continue
    for (const [member, child] of Object.entries(value))
      waiting.push({
        value: child,
        name: member,
        pointer: `${pointer}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      })
  }
}
