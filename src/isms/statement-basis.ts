import { controlKey } from './control-items.ts'
import { byId } from './isms.ts'
import type { Isms } from './isms.ts'
import type { Applicability } from './records/applicability.ts'
import { LISTED_FILES } from './records/statement-basis.ts'
import type { Basis } from './records/statement-basis.ts'

const some = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value])

/** What the answers refer to, as it is called now. What is no longer kept is not in it. */
export function basisOf({ records, controls }: Isms, entries: readonly Applicability[]): Basis {
  const titles = new Map(controls.map((control) => [controlKey(control), control.title]))
  const [risks, evidence, runs] = [byId(records.risk), byId(records.evidence), byId(records.auditRun)]
  const named = (ids: readonly string[]): readonly string[] => [...new Set(ids)]
  return {
    organisation: records.profile[0]?.name ?? { ja: '', en: '' },
    controls: [...new Map(entries.map(({ control }) => [controlKey(control), control])).values()].map((control) => ({
      control,
      title: titles.get(controlKey(control)) ?? { ja: '', en: '' },
    })),
    risks: named(entries.flatMap(({ included }) => included.map(({ reference }) => reference)))
      .flatMap((id) => some(risks.get(id)))
      .map(({ id, title }) => ({ id, title })),
    evidence: named(entries.flatMap((entry) => entry.evidence))
      .flatMap((id) => some(evidence.get(id)))
      .map(({ id, title, effective, files }) => ({
        id,
        title,
        effective,
        count: files.length,
        files: files.slice(0, LISTED_FILES).map(({ path, sha256 }) => ({ path, sha256 })),
      })),
    runs: named(entries.flatMap(({ verdicts }) => verdicts.map(({ run }) => run)))
      .flatMap((id) => some(runs.get(id)))
      .map(({ id, title, endedAt, result }) => ({ id, title, endedOn: endedAt?.slice(0, 10) ?? null, result })),
  }
}
