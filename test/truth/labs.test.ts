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
})
