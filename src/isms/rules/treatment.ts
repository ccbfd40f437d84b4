import { byId } from '../isms.ts'
import type { Isms } from '../isms.ts'
import { standingOf } from '../level.ts'
import type { Standing } from '../level.ts'
import { openWhen } from '../open.ts'
import type { OpenPoint } from '../open.ts'
import type { Identified } from '../records/kinds.ts'
import { eachOf } from './each.ts'

type Risk = Identified<'risk'>

/** T-1: a risk above the line has an option; what is retained or left over is accepted by the risk's owner, at the level that it has now. */
export function risksAreTreated({ records }: Isms): readonly OpenPoint[] {
  return eachTreated(records.risk, byId(records.criteria), records.criteria)
}

const eachTreated = eachOf((risk: Risk, versions: ReadonlyMap<string, Identified<'criteria'>>) =>
  treated(risk, standingOf(risk, versions.get(risk.criteria ?? ''))),
)

function treated(risk: Risk, standing: Standing): readonly OpenPoint[] {
  const { id, title, treatment } = risk
  const at = (field: string) => ({ kind: 'risk', id, field: `treatment.${field}` }) as const
  if (treatment.options.length === 0)
    return openWhen(standing.isAbove === true, 'risk-untreated', at('options'), { title, level: standing.level ?? 0 })
  // A risk that is only avoided leaves nothing behind.
  if (treatment.options.every((option) => option === 'avoid')) return []
  const isRetainedOnly = treatment.options.every((option) => option === 'retain')
  return [
    ...openWhen(!isRetainedOnly && treatment.residual === null, 'risk-residual-missing', at('residual'), { title }),
    ...acceptance(risk, standing),
  ]
}

function acceptance({ id, title, owner, treatment }: Risk, standing: Standing): readonly OpenPoint[] {
  const at = { kind: 'risk', id, field: 'treatment.acceptance' } as const
  const { acceptance } = treatment
  if (acceptance === null) return openWhen(true, 'risk-not-accepted', at, { title })
  const level = standing.residual ?? standing.level
  return [
    ...openWhen(acceptance.by !== owner, 'risk-accepted-by-another', at, { title, by: acceptance.by, owner }),
    ...openWhen(level !== null && acceptance.level !== level, 'risk-accepted-at-another-level', at, {
      title,
      accepted: acceptance.level,
      level: level ?? 0,
    }),
  ]
}

/** T-2: a risk that is modified names the controls that do it, and they exist. */
export function controlsAreDetermined({ records }: Isms): readonly OpenPoint[] {
  return eachDetermined(records.risk, byId(records.necessaryControl), records.necessaryControl)
}

const eachDetermined = eachOf(
  ({ id, title, treatment }: Risk, known: ReadonlyMap<string, unknown>): readonly OpenPoint[] => {
    const at = { kind: 'risk', id, field: 'treatment.controls' } as const
    return [
      ...openWhen(
        treatment.options.includes('modify') && treatment.controls.length === 0,
        'risk-controls-missing',
        at,
        { title },
      ),
      ...openWhen(
        treatment.controls.some((control) => !known.has(control)),
        'risk-control-unknown',
        at,
        { title },
      ),
    ]
  },
)
