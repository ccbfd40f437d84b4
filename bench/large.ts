import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { AuditResult } from '../src/audit/result.ts'
import { SCHEMAS } from '../src/isms/records/kinds.ts'
import { STARTER_CRITERIA } from '../src/isms/starter-criteria.ts'
import { auditFiles } from '../src/server/audit/task.ts'
import { summaryOf } from '../src/server/audit/verdicts.ts'
import { createAccount } from '../src/store/accounts.ts'
import { change } from '../src/store/change.ts'
import type { Change } from '../src/store/change.ts'
import { keepBlob } from '../src/store/evidence-blobs.ts'
import { openStore } from '../src/store/open.ts'
import type { Store } from '../src/store/open.ts'
import { createOrganisation } from '../src/store/organisations.ts'

/** A wish to make a record, its body completed by its schema. */
export const create = (kind: Change['kind'], id: string, body: object): Change => ({
  action: 'create',
  kind,
  id,
  body: SCHEMAS[kind].parse(body),
  why: '',
})

const WHAT = ['他テナントへの到達', '管理網からの侵入', '鍵の漏えい', '設定の誤り', '障害の波及', '削除後の残留データ']
const WHO = ['基盤運用部長', '情報セキュリティ責任者', 'ネットワーク担当', 'サービス開発部長', '営業部長']

/** A risk of a large register: rated, treated and accepted in all ways, with a title and an owner that are found by a search. */
export function largeRisk(i: number, criteria: string, service: string): Change {
  const isTreated = i % 3 === 0
  const owner = `${WHO[i % WHO.length]} ${i % 40}`
  return create('risk', `r${String(i).padStart(6, '0')}`, {
    title: `${WHAT[i % WHAT.length]}（${i}）`,
    description: 'あるテナントの仮想マシンから、別のテナントの仮想マシンに到達する。'.repeat(3),
    service,
    role: i % 2 === 0 ? 'provider' : 'customer',
    loses: i % 2 === 0 ? ['confidentiality'] : ['integrity', 'availability'],
    owner: i % 50 === 0 ? '' : owner,
    criteria,
    rating: i % 20 === 0 ? null : { likelihood: 1 + (i % 4), consequence: 1 + (i % 3) },
    treatment: {
      options: isTreated ? ['modify'] : [],
      controls: isTreated ? ['n1'] : [],
      residual: i % 6 === 0 ? { likelihood: 1, consequence: 1 } : null,
      due: i % 7 === 0 ? '2026-06-30' : null,
    },
  })
}

const STEP = 5000

/** Writes so many risks. */
export async function addRisks(store: Store, organisation: string, count: number, criteria: string, service: string) {
  const actor = { by: 'system', at: new Date().toISOString() }
  for (let from = 0; from < count; from += STEP) {
    const some = Array.from({ length: Math.min(STEP, count - from) }, (_, i) => largeRisk(from + i, criteria, service))
    await store.inScope(organisation, (scope) => change(scope, actor, some))
  }
}

/** The result of a shipped environment with its findings again and again, each with an id of its own. */
export function largeResult(count: number): AuditResult {
  const { findings, ...rest } = (shippedResult ??= auditOf('linux-vlan-vrf'))
  const again = Array.from({ length: count }, (_, i) => findings[i % findings.length]).flatMap((one, i) =>
    one === undefined ? [] : [{ ...one, id: `F-${i + 1}` }],
  )
  return { ...rest, findings: again }
}

let shippedResult: AuditResult | null = null

function auditOf(example: string): AuditResult {
  const folder = join(import.meta.dirname, '..', 'examples', example)
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).toSorted()
  const entries = paths.map((path) => ({ path: relative(folder, path), bytes: readFileSync(path) }))
  const outcome = auditFiles(entries, '')
  if (!('result' in outcome)) throw new Error(JSON.stringify(outcome.problems))
  return outcome.result
}

/** Writes a finished run with so many findings; gives back the bytes of its result. */
export async function addRun(store: Store, organisation: string, id: string, count: number): Promise<number> {
  const at = new Date().toISOString()
  const result = largeResult(count)
  const bytes = Buffer.from(JSON.stringify(result))
  await store.inScope(organisation, async (scope) => {
    const sha256 = await keepBlob(scope, store.blobs, bytes, at)
    const body = { title: `監査（指摘 ${count} 件）`, engagement: 'e', evidence: ['x'], status: 'done', endedAt: at }
    const made = { ...body, result: sha256, summary: summaryOf(result) }
    await change(scope, { by: 'system', at }, [create('auditRun', id, made)])
  })
  return bytes.length
}

export const FINDINGS_RUN = 'large'
const ORGANISATION = 'demo'

/** An organisation with so many risks and a run of so many findings, in a new embedded store in the folder; gives back the bytes of the result. */
export async function largeOrganisation(folder: string, risks: number, findings: number): Promise<number> {
  const store = await openStore({ folder })
  await fillOrganisation(store, ORGANISATION, risks)
  const bytes = await addRun(store, ORGANISATION, FINDINGS_RUN, findings)
  await store.close()
  return bytes
}

/** Makes the organisation with an account for it, a service in scope, criteria, and so many risks. */
export async function fillOrganisation(store: Store, organisation: string, risks: number): Promise<void> {
  const at = new Date().toISOString()
  const actor = { by: 'system', at }
  const account = { id: 'demo', email: 'demo@localhost', name: 'demo', language: 'ja', password: null, created_at: at }
  await store.inScope(organisation, async (scope) => {
    await createAccount(scope.trx, account)
    await createOrganisation(scope, actor, 'demo')
    await change(scope, actor, [
      create('profile', 'profile', { name: { ja: '例' } }),
      create('service', 's', { name: { ja: '例のサービス' } }),
      create('scope', 'sc', { services: [{ service: 's', roles: ['provider', 'customer'] }] }),
      create('criteria', 'c1', STARTER_CRITERIA),
      create('necessaryControl', 'n1', { name: '分離', source: 'own' }),
    ])
  })
  await addRisks(store, organisation, risks, 'c1', 's')
}
