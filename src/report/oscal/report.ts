import type { AuditResult } from '../../audit/result.ts'
import { OSCAL_VERSION } from '../../base/oscal/names.ts'
import type { Lang } from '../../base/text.ts'
import { momentOf } from '../dates.ts'
import { inert } from '../json/inert.ts'
import { labelsOf } from '../sentences/say.ts'
import { headlineOf } from '../summary/headline.ts'
import { evidenceTime } from '../summary/verdict.ts'
import { backMatter, engagementId } from './back-matter.ts'
import { findings, objectives, permissionProps, reviewedControls } from './findings.ts'
import { observations } from './observations.ts'
import { risks } from './risks.ts'
import { localDefinitions } from './subjects.ts'
import { idOf, line, phraseLine, prop, some, type Draft } from './words.ts'

export interface OscalOptions {
  readonly lang?: Lang
  /** ISO 8601 with zone: the time that the document bears. Without it, the latest time at which evidence was collected. */
  readonly at?: string
}

/** Stands where neither the evidence nor the caller says when; the document says so in a prop. */
const NO_TIME = '1970-01-01T00:00:00.000Z'

/**
 * The result as OSCAL assessment results 1.2 (JSON). Every reference leads to something in the document, ids come from content (UUID version 5),
 * and no clock is read: the same result gives the same bytes.
 */
export function oscalReport(result: AuditResult, options: OscalOptions = {}): string {
  const time = utc(options.at ?? '') ?? utc(evidenceTime(result) ?? '')
  const draft: Draft = { result, lang: options.lang ?? 'en', at: time ?? NO_TIME }
  return `${inert(JSON.stringify({ 'assessment-results': document(draft, time !== null) }, null, 2))}\n`
}

function document(draft: Draft, hasTime: boolean): Record<string, unknown> {
  const { result, lang } = draft
  const definitions = objectives(draft)
  return {
    uuid: idOf(draft, 'document'),
    metadata: {
      title: line(`${result.engagement.service[lang]} — ${labelsOf(lang).title}`),
      'last-modified': draft.at,
      version: prop('', result.engine).value,
      'oscal-version': OSCAL_VERSION,
      props: [
        prop('evidence-sha256', result.evidence.sha256),
        prop('engagement-sha256', result.engagement.sha256),
        prop('time-recorded', hasTime ? 'yes' : 'no'),
      ],
    },
    'import-ap': { href: `#${engagementId(draft)}` },
    ...(Object.keys(definitions).length === 0 ? {} : { 'local-definitions': definitions }),
    results: [resultOf(draft)],
    'back-matter': backMatter(draft),
  }
}

function resultOf(draft: Draft): Record<string, unknown> {
  const { result, lang, at } = draft
  const headline = headlineOf(result, lang)
  return {
    uuid: idOf(draft, 'result'),
    title: phraseLine(headline.first),
    description: [headline.first, ...headline.rest].map(phraseLine).join('\n\n'),
    start: at,
    end: at,
    props: [
      prop('verdict', headline.verdict),
      prop('procedure', result.procedure.id),
      prop('unread', result.unread.length),
      ...permissionProps(draft),
    ],
    'local-definitions': localDefinitions(draft),
    'reviewed-controls': reviewedControls(draft),
    ...some('observations', observations(draft)),
    ...some('risks', risks(draft)),
    ...some('findings', findings(draft)),
  }
}

/** The time in UTC, or null where the text is no time or lies outside the years that OSCAL knows. */
function utc(text: string): string | null {
  const time = momentOf(text)
  if (time === null) return null
  const year = new Date(time).getUTCFullYear()
  return year >= 1900 && year <= 2999 ? new Date(time).toISOString() : null
}
