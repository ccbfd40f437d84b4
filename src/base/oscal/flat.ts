import { OSCAL_NS, type Prop } from './names.ts'
import { propText, propValue } from './prop-value.ts'

/** What JSON can hold. */
export type Plain =
  null | boolean | number | string | readonly Plain[] | { readonly [member: string]: Plain | undefined }

const MAX_LIST = 20_000
const MAX_DEPTH = 20

/**
 * A value as props of our own, one a leaf, named by its path (`title.ja`, `controls.0.item`); lossless with `fromProps`.
 * The class says what the text stands for: nothing for a text, else number, boolean, null, empty, list (its length) or object.
 */
export function toProps(value: Plain, path = ''): readonly Prop[] {
  if (value === null) return [prop(path, 'null', 'null')]
  if (typeof value === 'string') return [value === '' ? prop(path, 'empty', 'empty') : prop(path, propValue(value))]
  if (typeof value !== 'object') return [prop(path, String(value), typeof value)]
  if (isList(value))
    return [
      prop(path, String(value.length), 'list'),
      ...value.flatMap((each, index) => toProps(each, join(path, String(index)))),
    ]
  const members = Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : toProps(member, join(path, name)),
  )
  return members.length === 0 ? [prop(path, 'object', 'object')] : members
}

const isList = (value: Exclude<Plain, null | boolean | number | string>): value is readonly Plain[] =>
  Array.isArray(value)
const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)
const prop = (name: string, value: string, kind?: string): Prop => ({
  name,
  ns: OSCAL_NS,
  value,
  ...(kind === undefined ? {} : { class: kind }),
})

interface Node {
  readonly members: Map<string, Node>
  leaf: Prop | null
}

/** The value that `toProps` took apart. Props of other people are passed over. What comes out is unchecked: it goes through a schema next. */
export function fromProps(props: readonly Prop[]): unknown {
  const root: Node = { members: new Map(), leaf: null }
  for (const each of props.filter(({ ns }) => ns === OSCAL_NS)) {
    const path = each.name.split('.')
    if (path.length > MAX_DEPTH) continue
    let node = root
    for (const name of path) {
      const next = node.members.get(name) ?? { members: new Map(), leaf: null }
      node.members.set(name, next)
      node = next
    }
    node.leaf = each
  }
  return valueOf(root)
}

const READ: Readonly<Record<string, (value: string) => unknown>> = {
  null: () => null,
  empty: () => '',
  number: Number,
  boolean: (value) => value === 'true',
  object: () => ({}),
}

function valueOf({ leaf, members }: Node): unknown {
  if (leaf?.class === 'list') {
    const length = Math.min(Number(leaf.value) || 0, MAX_LIST)
    return Array.from({ length }, (_, index) =>
      valueOf(members.get(String(index)) ?? { members: new Map(), leaf: null }),
    )
  }
  if (members.size > 0) return Object.fromEntries([...members].map(([name, node]) => [name, valueOf(node)]))
  if (leaf === null) return undefined
  const read = leaf.class === undefined ? propText : Object.hasOwn(READ, leaf.class) ? READ[leaf.class] : undefined
  return read?.(leaf.value)
}
