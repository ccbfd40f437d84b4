import { newest } from '../isms/isms.ts'
import type { Isms } from '../isms/isms.ts'
import { applicabilityId } from '../isms/records/applicability.ts'
import type { BodyOf, Kind } from '../isms/records/kinds.ts'
import { nextSoa } from '../isms/soa.ts'
import { Failure } from './failure.ts'
import { newId } from './identity/secrets.ts'

type Guard<K extends Kind> = (body: BodyOf<K>, current: BodyOf<K> | null, isms: Isms, by: string) => BodyOf<K>

const nextVersion = (versions: readonly { readonly version: number }[]): number => (newest(versions)?.version ?? 0) + 1

/** What an ordinary write may not set: approvals, acceptances, files, verdicts and versions come by routes of their own, and keep what they are. */
const GUARDS: { readonly [K in Kind]?: Guard<K> } = {
  scope: (body, current, { records }) => ({
    ...body,
    named: null,
    approval: null,
    version: current?.version ?? nextVersion(records.scope),
  }),
  criteria: (body, current, { records }) => ({
    ...body,
    approval: null,
    version: current?.version ?? nextVersion(records.criteria),
  }),
  soa: ({ title, base }, current, isms, by) => ({
    ...(current ?? { ...nextSoa(isms), made: { by, on: isms.today } }),
    title,
    base,
  }),
  risk: (body, current) => ({
    ...body,
    treatment: { ...body.treatment, acceptance: current?.treatment.acceptance ?? null },
  }),
  applicability: (body, current) => ({ ...body, verdicts: current?.verdicts ?? [] }),
  evidence: (body, current) => ({ ...body, files: current?.files ?? [] }),
}

/** The body as it may be written over `current` (null: it is new) by a person of that name. */
export function guarded<K extends Kind>(
  kind: K,
  body: BodyOf<K>,
  current: BodyOf<K> | null,
  isms: Isms,
  by: string,
): BodyOf<K> {
  const guard: Guard<K> | undefined = GUARDS[kind]
  return guard === undefined ? body : guard(body, current, isms, by)
}

/** Refuses to take away what an ordinary write may not take away either: verdicts go by being withdrawn, with a reason. Throws Failure `has-verdicts`. */
export function demandRemovable(kind: Kind, body: object): void {
  if (kind === 'applicability' && 'verdicts' in body && Array.isArray(body.verdicts) && body.verdicts.length > 0)
    throw new Failure('has-verdicts')
}

/** The id of a new record: the given one, or a new one; kinds that exist once, or once for each control and role, have theirs. Throws Failure `invalid`. */
export function idFor<K extends Kind>(kind: K, body: BodyOf<K>, given: string | undefined): string {
  if (kind === 'profile') return 'profile'
  if (kind === 'applicability') return applicabilityId(body as BodyOf<'applicability'>)
  // Under this id the answers of today are shown as a document: no version must be hidden behind them.
  if (kind === 'soa' && given === 'draft')
    throw new Failure('invalid', [{ path: ['id'], message: 'draft is the answers of today' }])
  return given ?? newId()
}
