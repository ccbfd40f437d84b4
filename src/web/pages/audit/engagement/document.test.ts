import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readEngagement } from '../../../../audit/engagement.ts'
import { assigned } from './assign.ts'
import { isEditable, withAdded, withMember, without } from './document.ts'
import { portsOf, shapeOf } from './shape.ts'

const lab = readFileSync(new URL('../../../../../examples/linux-vlan-vrf/akashi.yaml', import.meta.url), 'utf8')
const comments = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('#'))
const COMMENTED = `# who is who
akashi: 1
tenants:
  # the first customer
  - id: A # asked for it
    endpoints: [{ device: a1 }] # one machine
  - id: B
    endpoints: []
permitted: []
`

describe('form and text of an engagement', () => {
  it('are the same: what the form changes the text says, and every comment stays', () => {
    expect(comments(lab).length).toBe(2)
    const renamed = withMember(lab, ['service', 'name', 'en'], 'Another cloud')
    expect(comments(renamed)).toEqual(comments(lab))
    expect(shapeOf(renamed).service.en).toBe('Another cloud')
    expect(readEngagement(renamed).engagement?.service?.name.en).toBe('Another cloud')
    const changed = withMember(COMMENTED, ['tenants', 0, 'id'], 'A2')
    for (const comment of ['# who is who', '# the first customer', '# asked for it', '# one machine'])
      expect(changed).toContain(comment)
    expect(shapeOf(changed).tenants.map(({ id }) => id)).toEqual(['A2', 'B'])
  })

  it('set a member to what it is without changing anything else that the text says', () => {
    const same = withMember(lab, ['tenants', 0, 'id'], 'A')
    expect(readEngagement(same)).toMatchObject({ engagement: readEngagement(lab).engagement })
  })

  it('write a permission that was added as block, and take members away when they are emptied', () => {
    const added = withAdded(lab, ['permitted'], { from: 'A', to: 'management', protocol: 'tcp' })
    const full = withMember(
      withMember(added, ['permitted', 0, 'ports'], portsOf('22, 8000-8080')),
      ['permitted', 0, 'reason'],
      'r',
    )
    expect(shapeOf(full).permitted[0]).toEqual({
      from: 'A',
      to: 'management',
      protocol: 'tcp',
      ports: '22, 8000-8080',
      reason: 'r',
      approvedBy: '',
    })
    expect(full).toContain('\n  - from: A\n')
    expect(withMember(full, ['permitted', 0, 'reason'], '')).not.toContain('reason')
    expect(shapeOf(without(full, ['permitted', 0])).permitted).toEqual([])
  })

  it('give a device to a party, and take it from the one that had it', () => {
    const moved = assigned(lab, 'a1', 'B')
    expect(shapeOf(moved).tenants.map(({ selectors }) => selectors.map(([rule]) => rule?.[1]))).toEqual([
      ['a2'],
      ['b1', 'b2', 'a1'],
    ])
    expect(comments(moved)).toEqual(comments(lab))
    expect(shapeOf(assigned(moved, 'a1', 'shared')).others.shared).toEqual([[['device', 'a1']]])
    expect(shapeOf(assigned(moved, 'a1', 'C')).tenants[2]).toMatchObject({ id: 'C', selectors: [[['device', 'a1']]] })
    expect(shapeOf(assigned(moved, 'a1', '')).tenants[1]?.selectors).toHaveLength(2)
  })

  it('begin from nothing', () => {
    const text = assigned('', 'x', 'A')
    expect(readEngagement(text).engagement?.tenants).toMatchObject([{ id: 'A', endpoints: [{ device: 'x' }] }])
  })

  it('leave a text alone that is no mapping or no YAML', () => {
    for (const text of ['- a\n', 'a: [', 'just words\n', 'a: 1\na: 2\n']) {
      expect(isEditable(text)).toBe(false)
      expect(assigned(text, 'x', 'A')).toBe(text)
    }
  })

  it('show hostile texts as nothing, and do not end on them', () => {
    const laughs = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((n, i) => `${n}: &${n} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`),
    ]
    expect(shapeOf(laughs.join('\n')).tenants).toEqual([])
    expect(shapeOf('__proto__: { tenants: [{ id: A }] }\ntenants: { id: 3 }').tenants).toEqual([])
  })
})
