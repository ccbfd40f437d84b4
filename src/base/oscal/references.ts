/** A reference that leads nowhere in the documents given. */
export interface Dangling {
  /** RFC 6901 pointer to the member that refers. */
  readonly pointer: string
  readonly kind: ReferenceKind
  readonly reference: string
}

/** What a reference names: a UUID, a role, a control, a parameter, or an id or UUID in `#…`. */
export type ReferenceKind = 'uuid' | 'role' | 'control' | 'parameter' | 'fragment'

/** Members whose text (or texts) refer. The JSON schemas say only what they look like, and let them point at nothing. */
const REFERRING: Readonly<Record<string, ReferenceKind>> = {
  'party-uuid': 'uuid',
  'party-uuids': 'uuid',
  'location-uuids': 'uuid',
  'member-of-organizations': 'uuid',
  'component-uuid': 'uuid',
  'subject-uuid': 'uuid',
  'activity-uuid': 'uuid',
  'task-uuid': 'uuid',
  'actor-uuid': 'uuid',
  'observation-uuid': 'uuid',
  'risk-uuid': 'uuid',
  'finding-uuid': 'uuid',
  'implementation-uuid': 'uuid',
  'provided-uuid': 'uuid',
  'responsibility-uuid': 'uuid',
  'role-id': 'role',
  'role-ids': 'role',
  'control-id': 'control',
  'with-ids': 'control',
  'id-ref': 'control',
  'param-id': 'parameter',
}

interface Place {
  readonly value: unknown
  readonly pointer: string
  readonly name: string
  readonly under: string
}

/**
 * Every reference of the document that leads to nothing in it, nor in the `others` that it builds on (the catalogs of a profile, the SSP of a plan).
 * Control and parameter references are checked only where one of the documents defines controls: else there is nothing to hold them against.
 */
export function danglingReferences(document: unknown, others: readonly unknown[] = []): readonly Dangling[] {
  const defined = {
    uuid: new Set<string>(),
    role: new Set<string>(),
    id: new Set<string>(),
    control: new Set<string>(),
    parameter: new Set<string>(),
  }
  const found: Dangling[] = []
  for (const each of [document, ...others]) for (const place of walk(each)) define(defined, place)
  const known: Readonly<Record<ReferenceKind, (reference: string) => boolean>> = {
    uuid: (reference) => defined.uuid.has(reference.toLowerCase()),
    role: (reference) => defined.role.has(reference),
    control: (reference) => defined.control.size === 0 || defined.control.has(reference),
    parameter: (reference) => defined.control.size === 0 || defined.parameter.has(reference),
    fragment: (reference) => defined.uuid.has(reference.toLowerCase()) || defined.id.has(reference),
  }
  for (const { value, pointer, name, under } of walk(document)) {
    if (typeof value !== 'string') continue
    const fragment = name === 'href' && value.startsWith('#') && value.length > 1
    const kind = fragment ? 'fragment' : referring(name, under)
    const reference = fragment ? value.slice(1) : value
    if (kind !== null && !known[kind](reference)) found.push({ pointer, kind, reference })
  }
  return found
}

/** How many references to controls and parameters `danglingReferences` cannot check, because no document given defines a control. */
export function uncheckedReferences(document: unknown, others: readonly unknown[] = []): number {
  const inControls = ({ value, name, pointer }: Place): boolean =>
    typeof value === 'string' && name === 'id' && pointer.split('/').at(-3) === 'controls'
  for (const each of [document, ...others]) for (const place of walk(each)) if (inControls(place)) return 0
  let count = 0
  for (const { value, name, under } of walk(document)) {
    const kind = typeof value === 'string' ? referring(name, under) : null
    if (kind === 'control' || kind === 'parameter') count++
  }
  return count
}

/** A text in a list refers by the name of its list. `role-id` under `roles` is not a definition (that is `id`). */
const referring = (name: string, under: string): ReferenceKind | null => {
  const key = /^\d+$/.test(name) ? under : name
  return Object.hasOwn(REFERRING, key) ? (REFERRING[key] ?? null) : null
}

type Defined = Readonly<Record<'uuid' | 'role' | 'id' | 'control' | 'parameter', Set<string>>>

/** Lists whose members bear the id of that kind. */
const DEFINING: Readonly<Record<string, 'role' | 'control' | 'parameter'>> = {
  roles: 'role',
  controls: 'control',
  params: 'parameter',
}

function define(defined: Defined, { value, name, pointer }: Place): void {
  if (typeof value !== 'string') return
  if (name === 'uuid') defined.uuid.add(value.toLowerCase())
  if (name !== 'id') return
  defined.id.add(value)
  const list = pointer.split('/').at(-3) ?? ''
  const kind = Object.hasOwn(DEFINING, list) ? DEFINING[list] : undefined
  if (kind !== undefined) defined[kind].add(value)
}

/** Every value with its place, without recursion: a document of a stranger may be nested as deep as it likes. */
function* walk(document: unknown): Generator<Place> {
  const open: Place[] = [{ value: document, pointer: '', name: '', under: '' }]
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    yield place
    const { value, pointer, name } = place
    if (typeof value !== 'object' || value === null) continue
    for (const [member, child] of Object.entries(value).toReversed())
      open.push({
        value: child,
        pointer: `${pointer}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        name: member,
        under: name,
      })
  }
}
