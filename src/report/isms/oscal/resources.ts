import { toProps } from '../../../base/oscal/flat.ts'
import { uuidOf } from '../../../base/oscal/names.ts'
import { catalogHref, resource } from '../../../catalogue/oscal/document.ts'
import { rlinks } from '../../oscal/back-matter.ts'
import { line, some } from '../../oscal/words.ts'
import type { StatementParts } from './parts.ts'

/** The resource of an edition's catalog, the same in every document of ours. */
export const editionId = (edition: string): string => uuidOf('resource', 'catalog', edition)
export const evidenceId = ({ organisation }: StatementParts, id: string): string =>
  uuidOf('statement', organisation, 'evidence', id)
export const runId = ({ organisation }: StatementParts, id: string): string =>
  uuidOf('statement', organisation, 'run', id)

/** What the answers refer to: the catalogs, the evidence with the hashes of its files, and the audits. Also what is no longer kept is named. */
export function resources(parts: StatementParts): readonly unknown[] {
  const { soa } = parts
  const editions = new Set(soa.entries.map(({ control }) => control.edition))
  const evidence = new Set(soa.entries.flatMap((entry) => entry.evidence))
  const runs = new Set(soa.entries.flatMap(({ verdicts }) => verdicts.map(({ run }) => run)))
  return [
    ...[...editions].map((id) => resource(editionId(id), parts.editionName(id), catalogHref(id))),
    ...[...evidence].map((id) => evidenceResource(parts, id)),
    ...[...runs].map((id) => runResource(parts, id)),
  ]
}

function evidenceResource(parts: StatementParts, id: string): object {
  const found = parts.soa.basis.evidence.find((one) => one.id === id)
  const about = {
    evidence: id,
    kept: found !== undefined,
    effective: found?.effective ?? null,
    files: found?.count ?? 0,
  }
  const links = (found?.files ?? []).flatMap(({ path, sha256 }) => rlinks(path, sha256).rlinks ?? [])
  return {
    uuid: evidenceId(parts, id),
    title: line(found?.title ?? id),
    props: toProps(about),
    ...some('rlinks', links),
  }
}

function runResource(parts: StatementParts, id: string): object {
  const found = parts.soa.basis.runs.find((one) => one.id === id)
  const about = { run: id, kept: found !== undefined, endedOn: found?.endedOn ?? null, result: found?.result ?? null }
  return {
    uuid: runId(parts, id),
    title: line(found?.title || id),
    props: toProps(about),
    // The name under which the workbench gives the run's assessment results.
    rlinks: [{ href: `./audit-${id}-en.oscal.json`, 'media-type': 'application/json' }],
  }
}
