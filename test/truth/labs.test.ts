import { describe, expect, it } from 'vitest'
import { Reach } from '../../src/audit/reach.ts'
import { examined, truthOf, type Probe } from './probes.ts'

const LABS = ['linux-vlan-vrf', 'linux-plain-brnf0', 'linux-plain-brnf1']

const questionOf = ({ from, to, proto, port }: Probe['query']): string =>
  `${from} → ${to} ${proto}${port === undefined ? '' : `/${port}`}`

describe('what real packets did in our own labs', () => {
  it.each(LABS)('[V-2] every connection of %s is foretold, and none that was not made', async (lab) => {
    const probes = truthOf(`examples/${lab}/truth.json`)
    const reach = new Reach(
      await examined(`examples/${lab}`),
      probes.map((p) => p.query),
    )
    const wrong = probes.flatMap((probe) => {
      const answer = reach.answer(probe.query)
      const said = 'error' in answer ? answer.error.code : answer.connected
      return said === (probe.answered ? 'yes' : 'no')
        ? []
        : [`${questionOf(probe.query)}: ${said}, packets said ${probe.answered}`]
    })
    expect(probes.length).toBeGreaterThan(150)
    expect(wrong).toEqual([])
  })

  it('[V-2] [N-18] a VLAN-aware bridge under bridge netfilter is never foretold wrong, and unknown only by the setting that was not collected', async () => {
    const folder = 'test/truth/cases/vlan-vrf-brnf1'
    const probes = truthOf(`${folder}/truth.json`)
    const reach = new Reach(
      await examined(folder),
      probes.map((p) => p.query),
    )
    const answers = probes.map(({ query, answered }) => ({ answered, answer: reach.answer(query) }))
    const said = answers.map(({ answer }) => ('error' in answer ? answer.error.code : answer.connected))
    expect(probes.length).toBeGreaterThan(150)
    expect(said.filter((s, i) => s !== 'unknown' && s !== (answers[i]?.answered ? 'yes' : 'no'))).toEqual([])
    expect(said.filter((s) => s === 'unknown')).toHaveLength(16)
    const why = answers.flatMap(({ answer }) => ('error' in answer || answer.connected !== 'unknown' ? [] : answer.why))
    expect(why.some((unknown) => unknown.includes('bridge-nf-filter-vlan-tagged'))).toBe(true)
  })
})
