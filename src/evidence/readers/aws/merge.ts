import type { Attachment, Fact } from './facts.ts'

/** Things by id. The same thing twice is one thing with both places; two things of one id that differ are reported, and the first stands. */
export function mergeFacts<T extends Fact>(
  facts: readonly T[],
  dispute: (id: string, found: T) => void,
): ReadonlyMap<string, T> {
  const by = new Map<string, T>()
  for (const fact of facts) {
    const before = by.get(fact.id)
    if (before === undefined) by.set(fact.id, fact)
    else {
      if (!agree(before, fact)) dispute(fact.id, fact)
      by.set(fact.id, { ...fill(before, fact), ...standing(before, fact), from: [...before.from, ...fact.from] })
    }
  }
  return by
}

/** What the first leaves open (null, empty text) the second may say. */
function fill<T extends Fact>(before: T, fact: T): T {
  const said = Object.fromEntries(Object.entries(before).filter(([, value]) => !open(value)))
  return { ...before, ...fact, ...said }
}

/** States that two answers give differently: neither holds. (The status of a thing is then not known; its state names both.) */
function standing(before: object, fact: object): object {
  const [a, b] = [new Map<string, unknown>(Object.entries(before)), new Map<string, unknown>(Object.entries(fact))]
  const differs = (key: string): boolean => !open(a.get(key)) && !open(b.get(key)) && a.get(key) !== b.get(key)
  return {
    ...(differs('status') ? { status: '' } : {}),
    ...(differs('state') ? { state: [a.get('state'), b.get('state')].map(String).toSorted().join(', ') } : {}),
  }
}

const open = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0)

/** Places, names and tags may differ; an open value agrees with any. */
const ASIDE = new Set(['from', 'tags', 'name', 'scope', 'status', 'state', 'description'])

function agree(a: Fact, b: Fact): boolean {
  const other = new Map<string, unknown>(Object.entries(b))
  return Object.entries(a).every(
    ([key, value]) => ASIDE.has(key) || open(value) || open(other.get(key)) || same(value, other.get(key)),
  )
}

/** Equal but for where it was read; order counts for nothing in lists of ids. */
function same(a: unknown, b: unknown): boolean {
  return text(a) === text(b)
}

const text = (value: unknown): string =>
  JSON.stringify(value, (key, inner: unknown) =>
    key === 'from'
      ? undefined
      : typeof inner === 'bigint'
        ? `${inner}n`
        : Array.isArray(inner)
          ? inner.toSorted((x, y) => (sortKey(x) < sortKey(y) ? -1 : 1))
          : inner,
  )

const sortKey = (value: unknown): string =>
  JSON.stringify(value, (key, inner: unknown) =>
    key === 'from' ? undefined : typeof inner === 'bigint' ? `${inner}n` : inner,
  ) ?? ''

/** Attachments by `gateway|attachment`; each answer says a part of them. */
export function mergeAttachments(rows: readonly Attachment[]): ReadonlyMap<string, Attachment> {
  const by = new Map<string, Attachment>()
  for (const row of rows) {
    const key = `${row.transit}|${row.id}`
    const before = by.get(key)
    by.set(
      key,
      before === undefined
        ? row
        : {
            ...row,
            ...before,
            kind: before.kind === '' ? row.kind : before.kind,
            resource: before.resource === '' ? row.resource : before.resource,
            table: before.table ?? row.table,
            subnets: before.subnets ?? row.subnets,
            applianceMode: before.applianceMode || row.applianceMode,
            name: before.name === '' ? row.name : before.name,
            from: [...before.from, ...row.from],
          },
    )
  }
  return by
}

/** A peering attachment that only one gateway tells of has another end all the same; of its table nobody has spoken. */
export function withOtherEnds(by: ReadonlyMap<string, Attachment>): ReadonlyMap<string, Attachment> {
  const all = new Map(by)
  for (const row of by.values()) {
    const key = `${row.resource}|${row.id}`
    if (row.kind === 'peering' && row.resource !== '' && !all.has(key))
      all.set(key, { ...row, transit: row.resource, resource: row.transit, table: null })
  }
  return all
}
