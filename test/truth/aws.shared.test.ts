import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { examine, type Examination } from '../../src/audit/examine.ts'
import { Reach, type Query } from '../../src/audit/reach.ts'
import { artifact } from '../support/aws.ts'
import { examined, pingsAndScans } from './probes.ts'

const PUBLIC = resolve(import.meta.dirname, '../../../shared/evidence/public')
const isPrivate = (address: string): boolean => /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address)

describe.skipIf(!existsSync(PUBLIC))('what was observed in public labs', () => {
  it.each([
    ['aws_tgw_peering', 18],
    ['aws_vpc_endpoints', 30],
  ])('[V-2] every ping and scan between private addresses of %s is foretold', async (lab, least) => {
    const folder = `${PUBLIC}/lab-validation/snapshots/${lab}`
    const probes = pingsAndScans(`${folder}/show`).filter(({ query }) => isPrivate(query.from) && isPrivate(query.to))
    const reach = new Reach(
      await examined(`${folder}/aws_configs`),
      probes.map((p) => p.query),
    )
    const wrong = probes.filter(({ query, answered }) => {
      const answer = reach.answer(query)
      return 'error' in answer || answer.connected !== (answered ? 'yes' : 'no')
    })
    expect(probes.length).toBeGreaterThanOrEqual(least)
    expect(wrong).toEqual([])
  })
})

interface Expected {
  readonly from: string
  readonly to: string
  readonly services: readonly string[]
}

/** One file as the whole evidence. */
function ofFile(path: string): Examination {
  const { examination } = examine([artifact('input.json', readFileSync(path, 'utf8'))], '', [])
  if (examination === null) throw new Error(`nothing usable in ${path}`)
  return examination
}

/** The lines `a[10.0.0.1] => b[10.0.0.2] : connections`, those between machines only. */
function expectations(text: string): readonly Expected[] {
  return text.split('\n').flatMap((line) => {
    const found = /^(\w+)\[[\d.]+\] => (\w+)\[[\d.]+\] : (.+)$/.exec(line)
    return found === null ? [] : [{ from: found[1] ?? '', to: found[2] ?? '', services: [(found[3] ?? '').trim()] }]
  })
}

/** Whether the analyser says that a first packet of this service gets there. */
function says(lines: readonly Expected[], { from, to, proto, port }: Query): boolean {
  const services = lines.filter((line) => line.from === from && line.to === to).flatMap((line) => line.services)
  return services.some((service) => {
    if (service === 'All Connections') return true
    if (!service.startsWith('protocol: TCP') || proto !== 'tcp') return false
    const ports = /dst-ports: (\S+)/.exec(service)?.[1]
    return ports === undefined || ports.split(',').some((p) => p === String(port))
  })
}

const SERVICES = [
  { proto: 'icmp' },
  { proto: 'udp', port: 53 },
  { proto: 'tcp', port: 22 },
  { proto: 'tcp', port: 9080 },
] as const

describe.skipIf(!existsSync(PUBLIC))('what a public analyser says of its own inputs', () => {
  it.each(['aws_sg_1', 'aws_acl_1'])('[V-1] every pair of machines of %s agrees', async (name) => {
    const examples = `${PUBLIC}/np-guard/pkg/awsvpc/examples`
    const lines = expectations(readFileSync(`${examples}/out/analysis_out/${name}_all_vpcs_.txt`, 'utf8'))
    const names = [...new Set(lines.flatMap((line) => [line.from, line.to]))]
    const queries = names.flatMap((from) =>
      names.filter((to) => to !== from).flatMap((to) => SERVICES.map((service): Query => ({ from, to, ...service }))),
    )
    const reach = new Reach(ofFile(`${examples}/input/input_${name}.json`), queries)
    const wrong = queries.filter((query) => {
      const answer = reach.answer(query)
      return 'error' in answer || answer.delivered !== (says(lines, query) ? 'yes' : 'no')
    })
    expect(queries.length).toBeGreaterThan(40)
    expect(wrong).toEqual([])
  })
})
