import { readFile, readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { SCHEMAS } from '../../isms/records/kinds.ts'
import { createAccount } from '../../store/accounts.ts'
import { change } from '../../store/change.ts'
import type { Change } from '../../store/change.ts'
import { keepBlob, readBlob } from '../../store/evidence-blobs.ts'
import { createOrganisation } from '../../store/organisations.ts'
import { readKind, readRecord } from '../../store/records.ts'
import type { Recorded } from '../../store/records.ts'
import type { Scope } from '../../store/scope.ts'
import type { AuditResult } from '../../audit/result.ts'
import { appliedVerdicts } from '../audit/verdicts.ts'
import type { Context } from '../context.ts'
import { instant } from '../context.ts'
import { DEMO_ACCOUNT, DEMO_ORGANISATION } from '../identity/principal.ts'
import { ismsOf } from '../isms.ts'
import { DEMO_RECORDS } from './records.ts'

/** The shipped environment that the demonstration audits. */
const EXAMPLE = 'linux-vlan-vrf'
const EVIDENCE = 'separation-evidence'
const ENGAGEMENT = 'separation'
const RUN = 'first-run'

/** Makes the demonstration's organisation at its first start: records, evidence, and an audit with its verdicts on the controls. Later starts find it as it was left. */
export async function seedDemo(context: Context, examples: string): Promise<void> {
  const { store } = context
  const isThere = await store.inScope(DEMO_ORGANISATION, ({ trx }) =>
    trx.selectFrom('organisation').select('id').executeTakeFirst(),
  )
  if (isThere !== undefined) return
  const files = await filesOf(join(examples, EXAMPLE))
  await store.inScope(DEMO_ORGANISATION, (scope) => seed(context, scope, files))
  context.jobs.enqueue(DEMO_ORGANISATION, RUN)
  await context.jobs.idle()
  await store.inScope(DEMO_ORGANISATION, (scope) => applyRun(context, scope))
}

interface File {
  readonly path: string
  readonly bytes: Buffer
}

async function filesOf(folder: string): Promise<readonly File[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  const read = paths
    .toSorted()
    .map(async (path) => ({ path: relative(folder, path).split(sep).join('/'), bytes: await readFile(path) }))
  return Promise.all(read)
}

async function seed(context: Context, scope: Scope, files: readonly File[]): Promise<void> {
  const at = instant(context)
  const actor = { by: 'system', at }
  await createAccount(scope.trx, {
    id: DEMO_ACCOUNT,
    email: 'demo@localhost',
    name: 'Demonstration',
    language: 'ja',
    password: null,
    created_at: at,
  })
  await createOrganisation(scope, actor, 'デモンストレーション組織')
  const kept = []
  for (const { path, bytes } of files)
    kept.push({ path, sha256: await keepBlob(scope, context.store.blobs, bytes, at), bytes: bytes.length })
  const text = files.find(({ path }) => path === 'akashi.yaml')?.bytes.toString('utf8') ?? ''
  const made: readonly Change[] = [
    ...DEMO_RECORDS,
    {
      kind: 'evidence' as const,
      id: EVIDENCE,
      body: SCHEMAS.evidence.parse({
        title: 'テナント分離の設定（仮想化ホスト1台）',
        effective: '2026-11-20',
        staleOn: '2027-05-20',
        files: kept,
      }),
    },
    {
      kind: 'engagement' as const,
      id: ENGAGEMENT,
      body: SCHEMAS.engagement.parse({ title: '共用クラウド基盤のテナント分離', service: 'platform', text }),
    },
    {
      kind: 'auditRun' as const,
      id: RUN,
      body: SCHEMAS.auditRun.parse({ title: '初回のテナント分離監査', engagement: ENGAGEMENT, evidence: [EVIDENCE] }),
    },
  ].map((record) => ({ ...record, action: 'create', why: 'デモンストレーション' }))
  await change(scope, actor, made)
}

const resultOf = async ({ store }: Context, scope: Scope, run: Recorded<'auditRun'> | null): Promise<Buffer | null> =>
  typeof run?.body.result === 'string' ? readBlob(scope, store.blobs, run.body.result) : null

async function applyRun(context: Context, scope: Scope): Promise<void> {
  const run = await readRecord(scope, 'auditRun', RUN)
  const bytes = await resultOf(context, scope, run)
  if (run === null || bytes === null) return
  const records = await readKind(scope, 'applicability')
  const versions = new Map(records.map(({ version, body }) => [body.id, version]))
  const applied = appliedVerdicts(
    await ismsOf(context, scope),
    versions,
    run.body,
    JSON.parse(bytes.toString('utf8')) as AuditResult,
  )
  const changes = applied.map(({ id, version, body }): Change => {
    const common = { kind: 'applicability', id, body, why: '監査の反映' } as const
    return version === null ? { ...common, action: 'create' } : { ...common, action: 'update', version }
  })
  await change(scope, { by: 'system', at: instant(context) }, changes)
}
