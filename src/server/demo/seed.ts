import { readFile, readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { change } from '../../store/change.ts'
import type { Change } from '../../store/change.ts'
import { keepBlob } from '../../store/evidence-blobs.ts'
import { readKind, readRecord } from '../../store/records.ts'
import type { Scope } from '../../store/scope.ts'
import { newestByEngagement } from '../../isms/newest-runs.ts'
import { applyRun } from '../audit/apply.ts'
import type { Context } from '../context.ts'
import { instant } from '../context.ts'
import { DEMO_ORGANISATION } from '../identity/principal.ts'
import { foundDemonstration } from './organisation.ts'
import { DEMO_RECORDS, HOUSING, PLATFORM, record } from './records.ts'
import type { DemoRecord } from './records.ts'

/** An audit that the demonstration begins with: a shipped environment, and what the records of it are called. */
interface Audit {
  readonly example: string
  readonly evidence: string
  readonly engagement: string
  readonly run: string
  readonly service: string
  readonly titles: { readonly evidence: string; readonly engagement: string; readonly run: string }
}

/** One environment with leaks made on purpose, for what is provided; one without, for what is used: so that the statement has refuted and proved answers. */
const AUDITS: readonly Audit[] = [
  {
    example: 'linux-vlan-vrf',
    evidence: 'separation-evidence',
    engagement: 'separation',
    run: 'first-run',
    service: PLATFORM,
    titles: {
      evidence: 'テナント分離の設定（仮想化ホスト1台）',
      engagement: '共用クラウド基盤のテナント分離',
      run: '初回のテナント分離監査',
    },
  },
  {
    example: 'linux-plain-repaired',
    evidence: 'housing-evidence',
    engagement: 'housing',
    run: 'housing-run',
    service: HOUSING,
    titles: {
      evidence: 'データセンター IaaS 上のネットワークの設定',
      engagement: 'データセンター IaaS 上のネットワークの分離',
      run: 'データセンター IaaS の分離監査',
    },
  },
]

/**
 * Makes the demonstration's organisation at its first start: records and evidence at once, audits with their verdicts on the controls beside.
 * `finished` settles when the audits are done too. Later starts find everything as it was left.
 */
export async function seedDemo(context: Context, examples: string): Promise<{ readonly finished: Promise<void> }> {
  const { store } = context
  const isThere = await store.inScope(DEMO_ORGANISATION, ({ trx }) =>
    trx.selectFrom('organisation').select('id').executeTakeFirst(),
  )
  if (isThere !== undefined) return { finished: (await isUnfinished(context)) ? applyRuns(context) : Promise.resolve() }
  const read = await Promise.all(
    AUDITS.map(async (audit) => ({ audit, files: await filesOf(join(examples, audit.example)) })),
  )
  await store.inScope(DEMO_ORGANISATION, (scope) => seed(context, scope, read))
  for (const { run } of AUDITS) context.jobs.enqueue(DEMO_ORGANISATION, run)
  return { finished: applyRuns(context) }
}

/** A first start that was ended while its audits ran: they were taken up again, and their verdicts are still to be put on the controls. */
const isUnfinished = (context: Context): Promise<boolean> =>
  context.store.inScope(DEMO_ORGANISATION, async (scope) => {
    const runs = await Promise.all(AUDITS.map(({ run }) => readRecord(scope, 'auditRun', run)))
    return runs.some((run) => run?.body.status === 'waiting' || run?.body.status === 'running')
  })

/** The pages are there while the audits run; their verdicts are put on the controls when they are done. */
async function applyRuns(context: Context): Promise<void> {
  await context.jobs.idle()
  const actor = { by: 'system', at: instant(context) }
  await context.store.inScope(DEMO_ORGANISATION, async (scope) => {
    const runs = (await readKind(scope, 'auditRun')).map(({ body }) => body)
    const done = newestByEngagement(runs).filter(({ id }) => AUDITS.some(({ run }) => run === id))
    for (const { id } of done) await applyRun(context, scope, actor, id, '監査の反映')
  })
}

interface Read {
  readonly audit: Audit
  readonly files: readonly File[]
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

async function seed(context: Context, scope: Scope, read: readonly Read[]): Promise<void> {
  const at = instant(context)
  const actor = { by: 'system', at }
  await foundDemonstration(scope, at, 'デモンストレーション組織')
  const audited: DemoRecord[] = []
  for (const one of read) audited.push(...(await recordsOf(context, scope, one, at)))
  const made = [...DEMO_RECORDS, ...audited].map((record): Change => ({
    ...record,
    action: 'create',
    why: 'デモンストレーション',
  }))
  await change(scope, actor, made)
}

/** The evidence, the engagement and the run of an audit, with the bytes kept. */
async function recordsOf(
  context: Context,
  scope: Scope,
  { audit, files }: Read,
  at: string,
): Promise<readonly DemoRecord[]> {
  const kept = []
  for (const { path, bytes } of files)
    kept.push({ path, sha256: await keepBlob(scope, context.store.blobs, bytes, at), bytes: bytes.length })
  const text = files.find(({ path }) => path === 'akashi.yaml')?.bytes.toString('utf8') ?? ''
  const { evidence, engagement, run, service, titles } = audit
  return [
    record('evidence', evidence, {
      title: titles.evidence,
      effective: '2026-11-20',
      staleOn: '2027-05-20',
      files: kept,
    }),
    record('engagement', engagement, { title: titles.engagement, service, text }),
    record('auditRun', run, { title: titles.run, engagement, evidence: [evidence] }),
  ]
}
