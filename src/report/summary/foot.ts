import type { AuditResult } from '../../audit/result.ts'
import type { Lang } from '../../base/text.ts'
import { writtenTime } from '../dates.ts'
import { labelsOf } from '../sentences/say.ts'
import { shortHash } from './evidence.ts'
import { evidenceTime } from './verdict.ts'

/** What stands at the foot of every page: which program made it from which evidence, and when that was collected. */
export function footOf(result: AuditResult, lang: Lang): string {
  const { collectedAt, notRecorded } = labelsOf(lang)
  const time = evidenceTime(result)
  const collected = `${collectedAt} ${time === null ? notRecorded : writtenTime(time, lang)}`
  return `Akashi ${result.engine} · sha256:${shortHash(result.evidence.sha256)} · ${collected}`
}
