import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { examine } from '../../src/audit/examine.ts'
import { Reach, type Query } from '../../src/audit/reach.ts'
import { intakeEntries } from '../../src/evidence/intake.ts'
import { examined, pingsAndScans, type Probe } from './probes.ts'

const PUBLIC = '../shared/evidence/public'
const LABS = `${PUBLIC}/lab-validation/snapshots`
const NP_GUARD = `${PUBLIC}/np-guard/pkg/awsvpc/examples`

const isPrivate = (address: string): boolean => address.startsWith('10.')
const questionOf = ({ from, to, proto, port }: Query): string =>
  `${from} → ${to} ${proto}${port === undefined ? '' : `/${port}`}`

/** Answers that differ from what was really seen, as sentences. */
async function differences(
  lab: string,
  wanted: (probe: Probe) => boolean,
): Promise<{ tried: number; wrong: string[] }> {
  const probes = pingsAndScans(`${LABS}/${lab}/show`).filter(wanted)
  const reach = new Reach(
    await examined(`${LABS}/${lab}/aws_configs`),
    probes.map((p) => p.query),
  )
  const wrong = probes.flatMap(({ query, answered }) => {
    const answer = reach.answer(query)
    const said = 'error' in answer ? answer.error.code : answer.connected
    return said === (answered ? 'yes' : 'no') ? [] : [`${questionOf(query)}: ${said}, seen ${answered ? 'yes' : 'no'}`]
  })
  return { tried: probes.length, wrong }
}

describe.skipIf(!existsSync(PUBLIC))('what was really seen in public AWS labs', () => {
  it.each([
    ['aws_tgw_peering', 18],
    ['aws_vpc_endpoints', 28],
  ])('[V-2] every ping and scan between private addresses of %s is foretold', async (lab, atLeast) => {
    const { tried, wrong } = await differences(lab, ({ query }) => isPrivate(query.from) && isPrivate(query.to))
    expect(tried).toBeGreaterThanOrEqual(atLeast)
    expect(wrong).toEqual([])
  })

  it('[V-2] towards and from public addresses only the explained differences remain (docs/measures/truth.md)', async () => {
    const isPublic = ({ query }: Probe): boolean => !isPrivate(query.from) || !isPrivate(query.to)
    const found = [await differences('aws_tgw_peering', isPublic), await differences('aws_vpc_endpoints', isPublic)]
    expect(found.flatMap((f) => f.wrong).toSorted()).toEqual(
      [
        '8.8.8.8 → 13.57.48.186 icmp: yes, seen no',
        '8.8.8.8 → 3.22.74.215 icmp: yes, seen no',
        '8.8.8.8 → 3.85.135.71 icmp: yes, seen no',
        '8.8.8.8 → 52.202.212.4 icmp: yes, seen no',
        '10.1.1.100 → 52.216.241.166 tcp/22: yes, seen no',
        '10.1.2.100 → 52.216.147.5 tcp/22: yes, seen no',
        '10.1.3.100 → 52.216.243.126 tcp/22: yes, seen no',
      ].toSorted(),
    )
  })
})

interface Line {
  readonly from: string
  readonly to: string
  readonly protocol: string
  readonly ports: (port: number) => boolean
  readonly replies: boolean
}

const inRanges = (text: string, port: number): boolean =>
  text.split(',').some((part) => {
    const [first = 0, last = first] = part.split('-').map(Number)
    return first <= port && port <= last
  })

/** The lines of np-guard's answer between machines: who, over what, and whether the response gets back. */
function expectedOf(text: string): Line[] {
  return text.split('\n').flatMap((line): Line[] => {
    const found = /^\w+\[([\d.]+)\] => \w+\[([\d.]+)\] : (.*)$/.exec(line)
    if (found === null) return []
    const [, from = '', to = '', what = ''] = found
    const destination = /dst-ports: ([\d,-]+)/.exec(what)?.[1]
    return [
      {
        from,
        to,
        protocol: /protocol: (\w+)/.exec(what)?.[1]?.toLowerCase() ?? 'any',
        ports: (port) => destination === undefined || inRanges(destination, port),
        replies: !what.includes('*') && !what.includes('src-ports'),
      },
    ]
  })
}

const ASKED = [
  { proto: 'tcp', port: 22 },
  { proto: 'tcp', port: 9080 },
  { proto: 'udp', port: 53 },
  { proto: 'icmp' },
] as const

describe.skipIf(!existsSync(PUBLIC))('what np-guard expects of its two AWS inputs', () => {
  it.each(['acl_1', 'sg_1'])('[V-1] [V-2] deliveries and connections between all machines of %s agree', (name) => {
    const bytes = readFileSync(`${NP_GUARD}/input/input_aws_${name}.json`)
    const intake = intakeEntries([{ path: 'input.json', bytes }])
    const { examination } = examine(intake.artifacts, intake.sha256, intake.problems)
    if (examination === null) throw new Error('nothing usable')
    const lines = expectedOf(readFileSync(`${NP_GUARD}/out/analysis_out/aws_${name}_all_vpcs_.txt`, 'utf8'))
    const machines = [...new Set(lines.flatMap((l) => [l.from, l.to]))]
    const queries = machines.flatMap((from) =>
      machines.filter((to) => to !== from).flatMap((to) => ASKED.map((q): Query => ({ from, to, ...q }))),
    )
    const reach = new Reach(examination, queries)
    const wrong = queries.flatMap((query) => {
      const mine = lines.filter(
        (l) =>
          l.from === query.from &&
          l.to === query.to &&
          ['any', query.proto].includes(l.protocol) &&
          l.ports(query.port ?? 0),
      )
      const wanted = `${mine.length > 0 ? 'yes' : 'no'} ${mine.some((l) => l.replies) ? 'yes' : 'no'}`
      const answer = reach.answer(query)
      const said = 'error' in answer ? answer.error.code : `${answer.delivered} ${answer.connected}`
      return said === wanted ? [] : [`${questionOf(query)}: ${said}, np-guard: ${wanted}`]
    })
    expect(queries.length).toBeGreaterThan(70)
    expect(wrong).toEqual([])
  })
})
