import { examine } from '../../src/audit/examine.ts'
import { Reach } from '../../src/audit/reach.ts'
import { intakeEntries, type IntakeEntry } from '../../src/evidence/intake.ts'
import type { Tried } from './run.ts'

/** How what is foretold stands to what packets did. `no answer`: the question names an address that is in no evidence. */
export interface Comparison {
  readonly asked: number
  readonly unknown: readonly string[]
  readonly wrong: readonly string[]
}

export function compare(entries: readonly IntakeEntry[], tried: readonly Tried[]): Comparison {
  const intake = intakeEntries([...entries])
  const { examination } = examine(intake.artifacts, intake.sha256, intake.problems)
  if (examination === null) return { asked: 0, unknown: [], wrong: [] }
  const reach = new Reach(
    examination,
    tried.map((t) => t.query),
  )
  const unknown: string[] = []
  const wrong: string[] = []
  for (const { query, answered } of tried) {
    const answer = reach.answer(query)
    const said = 'error' in answer ? answer.error.code : answer.connected
    if (said === (answered ? 'yes' : 'no')) continue
    const line = `${query.from} → ${query.to} ${query.proto}/${query.port ?? ''}: ${said}, packets ${answered ? 'yes' : 'no'}`
    ;(said === 'yes' || said === 'no' ? wrong : unknown).push(line)
  }
  return { asked: tried.length, unknown, wrong }
}
