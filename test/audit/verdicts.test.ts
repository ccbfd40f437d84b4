import { describe, expect, it } from 'vitest'
import { statusOf } from '../../src/audit/audit.ts'
import { examine, type Examination } from '../../src/audit/examine.ts'
import { matrixOf } from '../../src/audit/matrix.ts'
import { Reach, type Query } from '../../src/audit/reach.ts'
import type { AuditResult } from '../../src/audit/result.ts'
import { pairKey } from '../../src/audit/violations.ts'
import { intakeEntries } from '../../src/evidence/intake.ts'
import { jsonReport } from '../../src/report/json/report.ts'
import { auditOf, filesOf, verdictsOf, withTexts } from './lab.ts'

const VLAN = filesOf('linux-vlan-vrf')
const lab = (texts: Readonly<Record<string, string | null>> = {}): AuditResult =>
  auditOf(withTexts(VLAN, texts)) as AuditResult
const textOf = (path: string): string => Buffer.from(VLAN.find((f) => f.path === path)?.bytes ?? []).toString('utf8')
const finding = (
  result: AuditResult,
  from: string,
  to: string,
  backDoor: string,
): AuditResult['findings'][number] | undefined =>
  result.findings.find((f) => f.from === from && f.to === to && f.backDoor === backDoor)

const NO_TRUNK = {
  'hv/bridge-vlan.json': textOf('hv/bridge-vlan.json').replace('{"vlan":10},{"vlan":20,"flags"', '{"vlan":20,"flags"'),
}
const withoutRule = (comment: string): Record<string, string> => {
  const json = JSON.parse(textOf('hv/nft.json')) as { nftables: { rule?: { comment?: string } }[] }
  const lines = textOf('hv/nft.txt').split('\n')
  return {
    'hv/nft.json': JSON.stringify({ nftables: json.nftables.filter((n) => n.rule?.comment !== comment) }),
    'hv/nft.txt': lines.filter((l) => !l.includes(comment)).join('\n'),
  }
}
const CLOSED = { ...NO_TRUNK, ...withoutRule('ticket 4711 temporary migration'), ...withoutRule('monitoring') }
const closed = (): Record<string, string> => {
  const json = JSON.parse(textOf('hv/nft.json')) as { nftables: { rule?: { comment?: string } }[] }
  const names = ['ticket 4711 temporary migration', 'monitoring']
  return {
    ...CLOSED,
    'hv/nft.json': JSON.stringify({ nftables: json.nftables.filter((n) => !names.includes(n.rule?.comment ?? '')) }),
    'hv/nft.txt': textOf('hv/nft.txt')
      .split('\n')
      .filter((l) => !names.some((n) => l.includes(n)))
      .join('\n'),
  }
}

describe('the VLAN and VRF lab', () => {
  const result = lab()

  it('[V-3] [V-6] is refuted where it leaks, and management is proved not to reach tenants', () => {
    expect(verdictsOf(result)).toEqual({
      'A→B': 'refuted',
      'A→management': 'refuted',
      'B→A': 'refuted',
      'B→management': 'refuted',
      'management→A': 'proved',
      'management→B': 'proved',
    })
    expect(result.open).toEqual([])
    expect(statusOf(result)).toBe(1)
  })

  it('tells apart the trunk, the hole that works, the one that only looks open, and the hole into management', () => {
    const trunk = finding(result, 'B', 'A', 'trunk')
    expect(trunk?.sources.map((s) => s.id)).toEqual(['b2:eth0.10'])
    expect(trunk?.destinations.map((d) => d.device)).toEqual(['a1', 'a2'])
    const hole = finding(result, 'B', 'A', 'filter-hole')
    expect([hole?.sources.map((s) => s.id), hole?.flows, hole?.connected]).toEqual([
      ['b1:eth0'],
      [{ family: 'ip4', protocol: 'tcp', ports: '22', src: '10.2.0.21', dst: '10.1.0.11' }],
      'yes',
    ])
    const intoManagement = result.findings.filter(
      (f) => f.kind === 'delivery' && f.from === 'B' && f.to === 'management',
    )
    expect(intoManagement.map((f) => [f.sources.map((s) => s.device), f.connected, f.flows[0]?.ports])).toEqual([
      [['b1'], 'yes', '80, 5432'],
      [['b2'], 'no', '80, 5432'],
    ])
    expect(intoManagement[1]?.sources[0]?.blockedAt?.code).toBe('no-route-back')
  })

  it('names the rule or the port that closes each finding, and quotes its line', () => {
    expect(finding(result, 'B', 'A', 'trunk')?.closes).toEqual([
      { code: 'remove-vlan-member', params: { port: 'tap-b2', vlan: 10 } },
    ])
    const decisive = finding(result, 'B', 'A', 'filter-hole')?.hops.find((h) => h.decisive)
    expect(decisive?.what).toEqual({
      code: 'rule-accepts',
      params: { chain: 'inet fw forward', rule: 'ticket 4711 temporary migration' },
    })
    expect(decisive?.quotes[0]?.source).toMatchObject({ file: 'hv/nft.json', pointer: '/nftables/6/rule' })
  })

  it('[V-2a] takes the way through a machine in both networks as one that its owner can open', () => {
    const relayed = finding(result, 'A', 'management', 'dual-homed')
    expect(relayed?.closes[0]?.params['device']).toBe('b2')
    expect(relayed?.connected).toBe('no')
  })

  it('[V-10] gives the same bytes for the same files in any order', () => {
    expect(jsonReport(auditOf([...VLAN].reverse()) as AuditResult)).toBe(jsonReport(result))
  })

  it('[V-11] shows coverage for every device', () => {
    expect([...new Set(result.coverage.map((row) => row.device))].toSorted()).toEqual([
      'a1',
      'a2',
      'b1',
      'b2',
      'hv',
      'm1',
    ])
  })

  it('[V-3] is proved once everything that the findings name is closed', () => {
    const mended = lab(closed())
    expect(Object.values(verdictsOf(mended))).toEqual(Array(6).fill('proved'))
    expect(mended.findings.filter((f) => f.weight !== 'note')).toEqual([])
  })

  it('[V-4] one segment alone refutes, whatever the filters say', () => {
    const bridged = { ...closed(), 'hv/bridge-vlan.json': textOf('hv/bridge-vlan.json') }
    expect(verdictsOf(lab(bridged))).toMatchObject({ 'A→B': 'refuted', 'B→A': 'refuted', 'B→management': 'proved' })
  })

  it('reads an engagement that an archive holds in a folder', () => {
    const nested = VLAN.map((f) => ({ ...f, path: `case-7/${f.path}` }))
    expect(verdictsOf(auditOf(nested) as AuditResult)).toEqual(verdictsOf(result))
  })

  it('a permission takes its flow out of the findings, and is impossible where nothing gets through', () => {
    const engagement = textOf('akashi.yaml').replace(
      'permitted: []',
      `permitted:
  - { from: tenant:B, to: management, protocol: tcp, ports: [80, 5432], reason: monitoring, approvedBy: ISMS }
  - { from: tenant:A, to: management, protocol: tcp, ports: [80, 5432], reason: monitoring, approvedBy: ISMS }
  - { from: management, to: tenant:*, protocol: tcp, ports: [22], reason: maintenance, approvedBy: ISMS }`,
    )
    const permitted = lab({ 'akashi.yaml': engagement })
    expect(verdictsOf(permitted)).toMatchObject({ 'B→management': 'proved', 'A→management': 'proved' })
    expect(permitted.permissions.map((p) => p.possible)).toEqual(['yes', 'yes', 'no'])
    expect(permitted.findings.filter((f) => f.kind === 'impossible-permission')).toHaveLength(1)
    expect(permitted.matrix.filter((c) => c.permitted).map((c) => `${c.from}→${c.to}`)).toEqual([
      'A→management',
      'B→management',
    ])
  })

  it('a permission for part of what gets through leaves the cell refuted, not permitted', () => {
    const engagement = textOf('akashi.yaml').replace(
      'permitted: []',
      'permitted:\n  - { from: tenant:B, to: management, protocol: tcp, ports: [80], reason: monitoring, approvedBy: ISMS }',
    )
    const cell = lab({ 'akashi.yaml': engagement }).matrix.find((c) => c.from === 'B' && c.to === 'management')
    expect(cell).toMatchObject({ verdict: 'refuted', permitted: false })
  })

  it('a permission without a reason or an approver permits nothing', () => {
    const engagement = textOf('akashi.yaml').replace(
      'permitted: []',
      'permitted:\n  - { from: tenant:B, to: management, protocol: any, reason: because }',
    )
    const result = lab({ 'akashi.yaml': engagement })
    expect(verdictsOf(result)['B→management']).toBe('refuted')
    expect(result.problems.map((p) => p.code)).toContain('permission-unapproved')
  })

  it('a tenant of whom nothing is in evidence is not called separated', () => {
    const engagement = textOf('akashi.yaml').replace(
      'management:',
      '  - id: C\n    endpoints: [{ device: c1 }]\nmanagement:',
    )
    const absent = lab({ ...closed(), 'akashi.yaml': engagement })
    expect(absent.guides.map((g) => g.judgement)).toContain('cannot-be-determined')
    expect(statusOf(absent)).toBe(2)
  })
})

describe('secrets', () => {
  it('in the comment of a rule get into no result', () => {
    const comment = 'ticket 4711 temporary migration'
    const nft = textOf('hv/nft.json').replaceAll(comment, 'password=hunter2SECRET')
    const result = lab({ 'hv/nft.json': nft })
    expect(nft).toContain('hunter2SECRET')
    expect(JSON.stringify(result)).not.toContain('hunter2SECRET')
    expect(JSON.stringify(result)).toContain('‹secret removed›')
  })
})

describe('what the evidence does not say', () => {
  it('[V-8] a question that hangs on it names it, and says nowhere that the way is blocked', () => {
    const files = withTexts(VLAN, { 'hv/nft.json': null, 'hv/nft.txt': null, 'hv/iptables-save.txt': null })
    const intake = intakeEntries(files)
    const { examination } = examine(intake.artifacts, intake.sha256, intake.problems)
    const query: Query = { from: 'b1', to: 'a1', proto: 'tcp', port: 80 }
    const answer = new Reach(examination as Examination, [query]).answer(query)
    expect(answer).toMatchObject({ delivered: 'unknown', connected: 'unknown', blockedAt: null })
    expect('why' in answer ? answer.why : []).toContain('hv?no-evidence-filter')
    expect('why' in answer ? answer.unknowns.map((u) => u.id) : []).toEqual('why' in answer ? answer.why : null)
  })

  it('[V-9] a refused filter listing leaves every routed way undetermined, and is asked for', () => {
    const refused = 'Operation not permitted (you must be root)\n'
    const result = lab({ ...closed(), 'hv/nft.json': refused, 'hv/nft.txt': refused, 'hv/iptables-save.txt': refused })
    expect(verdictsOf(result)).toMatchObject({ 'B→management': 'undetermined', 'B→A': 'undetermined' })
    expect(result.open.map((o) => o.device)).toContain('hv')
    expect(statusOf(result)).toBe(2)
  })

  it('[V-9] a truncated VLAN table leaves separation undetermined', () => {
    const text = closed()['hv/bridge-vlan.json'] ?? ''
    const result = lab({ ...closed(), 'hv/bridge-vlan.json': text.slice(0, text.length - 40) })
    expect(Object.values(verdictsOf(result))).not.toContain('refuted')
    expect(verdictsOf(result)['A→B']).toBe('undetermined')
  })

  it('[V-14] a pair whose witness the checker rejects has no verdict', () => {
    const parties = (['A', 'B'] as const).map((id) => ({
      id,
      kind: 'tenant' as const,
      named: true,
      endpoints: [`${id.toLowerCase()}:eth0`],
    }))
    const { cells } = matrixOf({
      parties,
      findings: [],
      openByPair: new Map(),
      permitted: new Set(),
      rejected: new Set([pairKey('A', 'B')]),
      refuted: new Set([pairKey('A', 'B')]),
    })
    expect(cells.map((c) => c.verdict)).toEqual(['undetermined', 'proved'])
  })
})
