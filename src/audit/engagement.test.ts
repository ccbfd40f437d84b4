import { describe, expect, it } from 'vitest'
import { readEngagement } from './engagement.ts'

const read = (...lines: string[]) => readEngagement(['akashi: 1', ...lines].join('\n'))
const said = (...lines: string[]) =>
  read(...lines).problems.map(({ code, severity, at }) => `${at?.line} ${severity} ${code}`)

describe('the engagement file', () => {
  it('tells of a key that it does not know, with its line, and reads the rest', () => {
    const { engagement, problems } = read(
      'tenants:',
      '  - id: A',
      '    endpoints: [{ device: a1 }]',
      'managment: { endpoints: [{ device: m1 }] }',
    )
    expect(engagement?.tenants).toHaveLength(1)
    expect(engagement).not.toHaveProperty('managment')
    expect(problems).toMatchObject([
      { code: 'engagement-unknown-key', severity: 'warning', at: { line: 5 }, params: { key: 'managment' } },
    ])
  })

  it.each([
    ['a selector', ['tenants:', '  - id: A', '    endpoints: [{ device: a1, vfr: red }]'], 4],
    [
      'a permission',
      ['permitted:', '  - { from: A, to: B, protocol: tcp, port: [22], reason: r, approvedBy: p, to2: x }'],
      3,
    ],
  ])('refuses %s with a mistyped key, because it would mean more than was written', (_what, lines, line) => {
    const { engagement, problems } = read(...lines)
    expect(engagement).toBeNull()
    expect(problems[0]).toMatchObject({ code: 'engagement-unknown-key', severity: 'error', at: { line } })
  })

  it.each([
    ['a tenant named twice', ['tenants:', '  - id: A', '  - id: A'], '4 error engagement-duplicate-party'],
    ['a tenant named like another party', ['tenants: [{ id: external }]'], '2 error engagement-duplicate-party'],
    ['broken YAML', ['tenants:', '  - id: A', '   bad: ['], '4 error engagement-not-yaml'],
    ['a list that is none', ['tenants: {}'], '2 error engagement-invalid'],
    ['an address that is none', ['shared:', '  endpoints: [{ address: 10.0.0.0/33 }]'], '3 error engagement-invalid'],
    [
      'a range of ports the wrong way round',
      ['permitted: [{ from: "*", to: "*", ports: ["90-80"], reason: r, approvedBy: p }]'],
      '2 error engagement-invalid',
    ],
  ])('refuses %s, with its line', (_what, lines, problem) => {
    expect(read(...lines).engagement).toBeNull()
    expect(said(...lines)).toContain(problem)
  })

  it('tells of a permission without an approver, and of one for nobody', () => {
    const lines = [
      'tenants: [{ id: A }]',
      'permitted:',
      '  - { from: management, to: tenant:A, reason: r }',
      '  - { from: management, to: tenant:Q, reason: r, approvedBy: p }',
    ]
    expect(said(...lines)).toEqual(['4 warning permission-unapproved', '5 warning permission-unknown-party'])
    expect(read(...lines).engagement?.permitted.map((p) => p.to)).toEqual(['tenant:Q'])
  })

  it.each(['', 'akashi: 2', '[]', '*a', '&a [*a]', '__proto__: { polluted: 1 }'])(
    'answers %j with a problem',
    (text) => {
      const { engagement, problems } = readEngagement(text)
      expect(engagement).toBeNull()
      expect(problems.length).toBeGreaterThan(0)
      expect({}).not.toHaveProperty('polluted')
    },
  )

  it('unfolds no aliases without end', () => {
    const layers = Array.from({ length: 30 }, (_, i) => `k${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]`)
    expect(readEngagement(['akashi: 1', 'k0: &a0 x', ...layers].join('\n')).engagement).toBeNull()
  })
})
