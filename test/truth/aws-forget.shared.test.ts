import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Artifact } from '../../src/evidence/artifact.ts'
import { intakeFolder } from '../../src/cli/intake-folder.ts'
import { Asked, readArtifacts } from '../support/aws.ts'

const LABS = resolve(import.meta.dirname, '../../../shared/evidence/public/lab-validation/snapshots')

/** What is delivered between every ordered pair of endpoints. */
function deliveries(artifacts: readonly Artifact[]): ReadonlyMap<string, string> {
  const model = new Asked(readArtifacts(artifacts))
  const names = model.cloud.endpoints.map((e) => e.id)
  return new Map(
    names.flatMap((from) =>
      names.filter((to) => to !== from).map((to) => [`${from} → ${to}`, model.ask(from, to).delivered] as const),
    ),
  )
}

describe.skipIf(!existsSync(LABS))('public labs with one file less', () => {
  it.each(['aws_tgw_peering', 'aws_vpc_endpoints'])(
    '[W-5] without any one file of %s nothing that was open is proved shut, and nothing that was shut is opened',
    async (lab) => {
      const { artifacts } = await intakeFolder(`${LABS}/${lab}/aws_configs`)
      const whole = deliveries(artifacts)
      expect([...whole.values()].filter((d) => d === 'yes').length).toBeGreaterThan(10)
      const wrong = artifacts.flatMap((gone) => {
        const rest = deliveries(artifacts.filter((a) => a !== gone))
        return [...whole].flatMap(([pair, before]) => {
          const after = rest.get(pair)
          const flipped = (before !== 'no' && after === 'no') || (before === 'no' && after === 'yes')
          return flipped ? [`${gone.path}: ${pair} ${before} to ${after}`] : []
        })
      })
      expect(wrong).toEqual([])
    },
  )
})
