import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cloud } from '../../../cloud/cloud.ts'
import { lab, readingOf } from '../../../../test/support/linux.ts'

const files = lab('linux-vlan-vrf')
const paths = Object.keys(files)
const host = paths.filter((path) => path.startsWith('hv/'))

/** Every id that one element of a cloud names of another must be there: the engines rely on it. */
function danglingOf(cloud: Cloud): readonly string[] {
  const ids = new Set(
    [...cloud.interfaces, ...cloud.chains, ...cloud.unknowns, ...cloud.routers, ...cloud.devices].map((x) => x.id),
  )
  const named = [
    ...cloud.interfaces.flatMap((i) => [
      i.device,
      i.router,
      i.vlan?.parent,
      i.bond,
      ...i.inFilters,
      ...i.outFilters,
      'unknown' in i.up ? i.up.unknown : undefined,
    ]),
    ...cloud.links.flatMap((l) => [...l.ends, l.unknown]),
    ...cloud.bridges.flatMap((b) => [b.device, ...b.filters, ...b.ports.flatMap((p) => [p.interface, p.unknown])]),
    ...cloud.routers.flatMap((r) => [
      r.device,
      ...r.entries.map((e) => e.chain),
      ...r.policy.map((p) => (p.action.kind === 'unknown' ? p.action.unknown : undefined)),
    ]),
    ...cloud.chains.flatMap((c) =>
      c.rules.flatMap(({ action, match }) => [
        'chain' in action ? action.chain : 'unknown' in action ? action.unknown : undefined,
        ...(match.unknown ?? []),
      ]),
    ),
    ...cloud.endpoints.flatMap((e) => [e.device, e.interface]),
  ]
  const tables = new Set(cloud.routers.flatMap((r) => r.tables.map((t) => t.id)))
  const looked = cloud.routers.flatMap((r) => [
    ...r.policy.map((p) => p.action),
    ...r.tables.flatMap((t) => t.routes.map((x) => x.action)),
  ])
  return [
    ...named.filter((id) => id !== undefined && !ids.has(id)),
    ...looked.flatMap((a) => (a.kind === 'lookup' && !tables.has(a.table) ? [a.table] : [])),
  ].map(String)
}

const expectHolds = (changed: Record<string, string>): void => {
  const { value } = readingOf(changed)
  expect(danglingOf(value.cloud)).toEqual([])
  const all = [...value.cloud.devices, ...value.cloud.interfaces, ...value.cloud.chains]
  expect(new Set(value.cloud.interfaces.map((x) => x.id)).size).toBe(value.cloud.interfaces.length)
  expect(new Set(value.cloud.chains.map((x) => x.id)).size).toBe(value.cloud.chains.length)
  expect(all.length).toBeGreaterThan(0)
}

describe('whatever the evidence holds', () => {
  it('[LX-26] a whole lab names nothing that is not there', () => {
    expectHolds(files)
    expect(paths.length).toBeGreaterThan(40)
  })

  it('[LX-26] the reader answers when any file is missing', () => {
    for (const path of paths) {
      const { [path]: _gone, ...rest } = files
      expectHolds(rest)
    }
    expect(paths.length).toBeGreaterThan(40)
  })

  it('[LX-26] the reader answers when a file is cut at any place', () =>
    fc.assert(
      fc.property(fc.constantFrom(...host), fc.double({ min: 0, max: 1, noNaN: true }), (path, share) =>
        expectHolds({ ...files, [path]: (files[path] ?? '').slice(0, Math.floor(share * (files[path] ?? '').length)) }),
      ),
      { numRuns: 150 },
    ))

  it('[LX-26] the reader answers when characters are changed', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...host),
        fc.array(
          fc.tuple(fc.nat(), fc.constantFrom('"', '{', '}', '[', ',', ':', '0', '9', '-', ' ', '\n', '\\', 'x')),
          { minLength: 1, maxLength: 8 },
        ),
        (path, changes) => {
          const text = [...(files[path] ?? '')]
          for (const [at, character] of changes) text[at % text.length] = character
          expectHolds({ ...files, [path]: text.join('') })
        },
      ),
      { numRuns: 200 },
    ))

  it('[LX-26] the reader answers when members are missing or of another type', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...host.filter((p) => p.endsWith('.json'))),
        fc.nat(),
        fc.constantFrom(undefined, null, -1, 'x', '', [], {}, [[]], true, 1e308),
        (path, pick, value) => expectHolds({ ...files, [path]: changed(files[path] ?? '', pick, value) }),
      ),
      { numRuns: 300 },
    ))

  it.each(['__proto__', 'constructor', 'toString'])('[LX-26] an interface may be called %s', (name) => {
    expectHolds(
      Object.fromEntries(
        Object.entries(files).map(([path, text]) => [
          path,
          text.replaceAll('"br0.10"', `"${name}"`).replaceAll('br0/10', name),
        ]),
      ),
    )
    expect(host.length).toBeGreaterThan(10)
  })
})

/** The document with its n-th member (counted through, round and round) set to a value, or taken out. */
function changed(text: string, pick: number, value: unknown): string {
  let members = 0
  JSON.parse(text, (_key, inner: unknown) => {
    members++
    return inner
  })
  let at = 0
  const result: unknown = JSON.parse(text, (_key, inner: unknown) => (at++ === pick % members ? value : inner))
  return JSON.stringify(result) ?? ''
}
