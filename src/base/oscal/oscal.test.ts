import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromProps, type Plain, toProps } from './flat.ts'
import { uuidOf } from './names.ts'
import { markup, propText, propValue, unmarkup } from './prop-value.ts'
import { danglingReferences, uncheckedReferences } from './references.ts'

const text = fc.string({ unit: 'binary', minLength: 1 })
const plain = fc.letrec<{ value: Plain }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z][a-zA-Z]{0,8}$/), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value

describe('texts in OSCAL', () => {
  it('any text stands in a prop and comes back', () =>
    fc.assert(
      fc.property(text, (each) => {
        expect(propValue(each)).toMatch(/^\S(.*\S)?$/u)
        expect(propText(propValue(each))).toBe(each)
      }),
    ))

  it('any text stands as markup and comes back', () =>
    fc.assert(fc.property(text, (each) => void expect(unmarkup(markup(each))).toBe(each))))

  it('any value is taken apart into props and put together again', () =>
    fc.assert(fc.property(plain, (value) => void expect(fromProps(toProps({ value }))).toEqual({ value }))))

  it('a hostile name changes no prototype', () => {
    fromProps([{ name: '__proto__.polluted', value: 'yes', ns: 'urn:akashi:oscal:1' }])
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted')
  })

  it('the same names give the same UUID of version 5', () => {
    expect(uuidOf('a', 'b')).toBe(uuidOf('a', 'b'))
    expect(uuidOf('a', 'b')).not.toBe(uuidOf('ab'))
    expect(uuidOf('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})

describe('references that a schema lets through', () => {
  const uuid = uuidOf('a')
  const plan = (control: string, href: string, role: string) => ({
    'assessment-plan': {
      metadata: {
        roles: [{ id: 'auditor' }],
        parties: [{ uuid }],
        'responsible-parties': [{ 'role-id': role, 'party-uuids': [uuid] }],
      },
      'import-ssp': { href },
      'reviewed-controls': { 'control-selections': [{ 'include-controls': [{ 'control-id': control }] }] },
      'back-matter': { resources: [{ uuid: uuidOf('b') }] },
    },
  })
  const catalog = {
    catalog: { groups: [{ id: 'g', controls: [{ id: 'c-1', params: [{ id: 'p' }], controls: [{ id: 'c-1.1' }] }] }] },
  }

  it('none is reported where all lead somewhere', () => {
    expect(danglingReferences(plan('c-1.1', `#${uuidOf('b').toUpperCase()}`, 'auditor'), [catalog])).toEqual([])
    expect(danglingReferences(plan('anything', 'ssp.json', 'auditor'))).toEqual([])
  })

  it('controls that no document defines are counted as not checked, never as good', () => {
    expect(uncheckedReferences(plan('anything', 'ssp.json', 'auditor'))).toBe(1)
    expect(uncheckedReferences(plan('anything', 'ssp.json', 'auditor'), [catalog])).toBe(0)
  })

  it('a control, a resource, a role and a party that nobody defines are each reported with their place', () => {
    const broken = plan('c-2', `#${uuidOf('c')}`, 'owner')
    expect(danglingReferences(broken, [catalog])).toEqual([
      { pointer: '/assessment-plan/metadata/responsible-parties/0/role-id', kind: 'role', reference: 'owner' },
      { pointer: '/assessment-plan/import-ssp/href', kind: 'fragment', reference: uuidOf('c') },
      {
        pointer: '/assessment-plan/reviewed-controls/control-selections/0/include-controls/0/control-id',
        kind: 'control',
        reference: 'c-2',
      },
    ])
    expect(danglingReferences({ x: { 'party-uuids': [uuid] } }).map(({ kind }) => kind)).toEqual(['uuid'])
  })

  it('a document nested a hundred thousand deep is walked', () => {
    let deep: unknown = { 'role-id': 'x' }
    for (let depth = 0; depth < 100_000; depth++) deep = [deep]
    expect(danglingReferences(deep)).toHaveLength(1)
  })
})
