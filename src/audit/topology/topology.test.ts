import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { access, bridge, cloudOf, device, face, link, port, trunk, yes } from '../../../test/oracle/parts.ts'
import { cloudOfSeed, seed } from '../../../test/oracle/smallCloud.ts'
import { auditOf, filesOf } from '../../../test/audit/lab.ts'
import { auditSchema } from '../../report/json/schema.ts'
import type { Cloud } from '../../cloud/cloud.ts'
import { indexCloud } from '../../proof/index.ts'
import { audit } from '../audit.ts'
import { EMPTY_ENGAGEMENT } from '../engagement.ts'
import { resolveOwnership } from '../ownership.ts'
import type { AuditResult, Finding } from '../result.ts'
import { drawingOf } from './topology.ts'

const lab = auditOf(filesOf('linux-vlan-vrf'))
const plain = auditOf(filesOf('linux-plain-brnf0'))

const pictureOf = (cloud: Cloud) => drawingOf(indexCloud(cloud), resolveOwnership(cloud, EMPTY_ENGAGEMENT)).picture([])

/** The path as names: `b2 ─tap-b2 ✕→ br0 VLAN 10 …`. */
function said({ topology }: AuditResult, { way }: Finding): string {
  const nodes = new Map(topology?.nodes.map((node) => [node.id, node]))
  const links = new Map(topology?.links.map((one) => [one.id, one]))
  const mark = (is: boolean): string => (is ? '✕' : '')
  return (way ?? [])
    .map(({ node, by, forbidden }) => {
      const { name, vlan } = nodes.get(node) ?? { name: '?', vlan: undefined }
      const over = by === null ? '' : ` ${links.get(by)?.interfaces.join('~')}${mark(forbidden === 'link')} → `
      return `${over}${mark(forbidden === 'node')}${name}${vlan === undefined ? '' : ` ${vlan}`}`
    })
    .join('')
}

/** Whether every stop of every path stands on the picture, each joined to the one before by a link that may stand, or on one machine of several stacks. */
function brokenWays({ topology, findings }: AuditResult): string[] {
  const nodes = new Map(topology?.nodes.map(({ id, device }) => [id, device]))
  const links = new Map(topology?.links.map((one) => [one.id, one]))
  return findings.flatMap(({ id, way = [] }) =>
    way.flatMap(({ node, by }, i) => {
      const before = way[i - 1]?.node
      const over = by === null ? undefined : links.get(by)
      const isFirst = before === undefined && by === null
      const isOneMachine = before !== undefined && by === null && nodes.get(before) === nodes.get(node)
      const isLinked = over?.ends.includes(node) === true && over.ends.includes(before ?? '') && over.stands !== 'no'
      const joins = isFirst || isOneMachine || isLinked
      return nodes.has(node) && joins ? [] : [`${id} at ${i}: ${before} to ${node} by ${by}`]
    }),
  )
}

describe('the topology', () => {
  it('draws a path over the segments and gateways that it passes, and marks where the hop is that should not be there', () => {
    const ways = lab?.findings.filter(({ way }) => way !== undefined).map((finding) => said(lab, finding))
    expect(ways).toContain('b2 eth0.10~tap-b2✕ → br0 10 eth0~tap-a1 → a1')
    expect(ways).toContain('b1 eth0~tap-b1 → br0 20 br0.20~br0 → ✕hv br0.10~br0 → br0 10 eth0~tap-a1 → a1')
    expect(plain?.findings.map((finding) => said(plain, finding))).toContain('b2 eth1~tap-b2x → ✕brA eth0~tap-a1 → a1')
  })

  it('says of each machine whose it is, and of each hop of a path where it was decided', () => {
    const whose = new Map(lab?.topology?.nodes.map(({ name, parties }) => [name, parties]))
    expect([whose.get('a1'), whose.get('b2'), whose.get('m1'), whose.get('hv')]).toEqual([
      ['A'],
      ['B'],
      ['management'],
      [],
    ])
    for (const { way, hops } of lab?.findings ?? [])
      if (way !== undefined) expect(way.flatMap((leg) => leg.hops)).toEqual(hops.map((_, i) => i))
  })

  it('is part of the documented form, and a result from before there was one stays readable', () => {
    const result: unknown = JSON.parse(JSON.stringify(lab))
    expect(auditSchema.safeParse(result).error).toBeUndefined()
    const { topology: _, ...older } = auditSchema.parse(result)
    const findings = older.findings.map(({ way: _, ...finding }) => finding)
    expect(auditSchema.safeParse({ ...older, findings }).error).toBeUndefined()
  })

  it('[V-13] holds every sure path of random clouds, stop by stop, over links that may stand', () => {
    let seen = 0
    fc.assert(
      fc.property(seed(), (each) => {
        const result = auditOfCloud(cloudOfSeed(each).cloud)
        seen += result.findings.reduce((sum, { way = [] }) => sum + way.length, 0)
        expect(brokenWays(result)).toEqual([])
      }),
      { numRuns: 80, seed: 7 },
    )
    expect(seen).toBeGreaterThan(60)
  })

  it('draws what the evidence leaves open as unknown, and what is down as such', () => {
    const cloud = cloudOf({
      devices: [device('sw'), device('h1', 'host'), device('h2', 'host'), device('h3', 'host')],
      interfaces: [
        face('sw:1'),
        face('sw:2', { up: { known: false, from: [] } }),
        face('sw:3'),
        ...['h1', 'h2', 'h3'].map((host) => face(`${host}:eth0`)),
      ],
      bridges: [bridge('sw/br', [port('sw:1'), port('sw:2'), port('sw:3')])],
      links: [{ ...link('h1:eth0', 'sw:1'), unknown: 'u' }, link('h2:eth0', 'sw:2'), link('h3:eth0', 'sw:3')],
    })
    expect(pictureOf(cloud).links.map(({ stands }) => stands)).toEqual(['unknown', 'no', 'yes'])
  })

  it('shows no way between VLANs that no port joins, and one where an access port and another VLAN meet on a wire', () => {
    const switches = (far: number) =>
      cloudOf({
        devices: [device('x'), device('y')],
        interfaces: [face('x:1'), face('y:1')],
        bridges: [
          bridge('x/br', [access('x:1', 10)], { vlanAware: yes }),
          bridge('y/br', [access('y:1', far), trunk('y:2', [10])], { vlanAware: yes }),
        ],
        links: [link('x:1', 'y:1')],
      })
    const joined = (far: number) => {
      const { nodes, links } = pictureOf(switches(far))
      const vlanOf = new Map(nodes.map(({ id, vlan }) => [id, vlan]))
      return links.map(({ ends }) => ends.map((end) => vlanOf.get(end)))
    }
    expect(joined(20)).toEqual([[10, 20]])
    expect(joined(10)).toEqual([[10, 10]])
  })

  it('stays bounded, and counts what is not drawn', () => {
    const hosts = Array.from({ length: 700 }, (_, i) => `h${i}`)
    const { nodes, left } = pictureOf(cloudOf({ devices: hosts.map((id) => device(id, 'host')) }))
    expect([nodes.length, left.nodes]).toEqual([500, 200])
  })

  it('counts the links that it does not even make: one wire may have any number of ends', () => {
    const ends = Array.from({ length: 50_003 }, (_, i) => `h${i}:x`)
    const hosts = ends.map((end) => device(end.split(':')[0] ?? '', 'host'))
    const cloud = cloudOf({ devices: hosts, interfaces: ends.map((end) => face(end)), links: [link(...ends)] })
    const { links, left } = pictureOf(cloud)
    expect(links.length + left.links).toBe(50_003)
  })
})

/** Tenants A and B and management, as the machines' names say. */
function auditOfCloud(cloud: Cloud): AuditResult {
  const own = (prefix: string) => [{ device: `${prefix}*` }]
  const engagement = {
    ...EMPTY_ENGAGEMENT,
    tenants: ['A', 'B'].map((id) => ({ id, endpoints: own(id.toLowerCase()) })),
    management: { endpoints: own('m') },
  }
  return audit({
    evidence: { cloud, coverage: [], artifacts: [], unread: [], problems: [] },
    evidenceHash: '',
    artifacts: [],
    engagement,
    engagementHash: '',
    ownership: resolveOwnership(cloud, engagement),
    problems: [],
  })
}
