import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { z } from 'zod'
import { ask, askBytes } from '../../api/client.ts'
import { useAsked, usePath } from '../../api/hooks.ts'
import { useOrganisation } from '../../api/organisation.tsx'
import { changeSchema } from '../../api/shapes.ts'
import type { PastChange } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { NotPermitted } from '../../parts/not-permitted.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { saveFile } from '../../parts/save-table.ts'
import { Trouble } from '../../parts/trouble.tsx'

const TEXTS = {
  title: { ja: '台帳', en: 'Ledger' },
  say: {
    ja: '台帳には {count} 件の変更が、改ざんを検出できる形で記録されています。',
    en: 'The ledger holds {count} changes in a form that shows tampering.',
  },
  about: {
    ja: '誰が、いつ、何を、なぜ変えたかを残します（M-1）。書き出したファイルは akashi ledger verify で、Akashi の動いていない所でも検証できます。',
    en: 'It keeps who changed what, when and why (M-1). The export is verified offline by `akashi ledger verify`.',
  },
  verify: { ja: '記録と台帳を照合', en: 'Compare the records with the ledger' },
  fine: { ja: 'すべての記録が台帳と一致しています。', en: 'Every record agrees with the ledger.' },
  wrong: { ja: '台帳と一致しない記録が {count} 件あります。', en: '{count} records do not agree with the ledger.' },
  export: { ja: '台帳を書き出す', en: 'Export the ledger' },
  sign: { ja: '署名付きチェックポイントを作成', en: 'Sign a checkpoint' },
  changes: { ja: '変更', en: 'Changes' },
  index: { ja: '番号', en: 'Number' },
  at: { ja: '日時', en: 'When' },
  by: { ja: '変更者', en: 'By' },
  action: { ja: '操作', en: 'Action' },
  record: { ja: '記録', en: 'Record' },
  why: { ja: '理由', en: 'Why' },
  create: { ja: '作成', en: 'created' },
  update: { ja: '変更', en: 'changed' },
  delete: { ja: '削除', en: 'removed' },
} as const

const changesSchema = z.object({ changes: z.array(changeSchema) })

/** Every change, and the proof that none was altered. */
export function LedgerPage() {
  return (
    <Loaded query={useAsked(changesSchema, '/changes?limit=500')}>
      {({ changes }) => <Ledger changes={changes} />}
    </Loaded>
  )
}

function Ledger({ changes }: { readonly changes: readonly PastChange[] }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const actions: Readonly<Record<string, string>> = { create: t.create, update: t.update, delete: t.delete }
  const columns = [
    { key: 'index', title: t.index, value: ({ index }: PastChange) => index, width: '6em' },
    { key: 'at', title: t.at, value: ({ at }: PastChange) => at, show: ({ at }: PastChange) => momentText(at, lang) },
    { key: 'action', title: t.action, value: ({ action }: PastChange) => actions[action] ?? action, width: '6em' },
    { key: 'record', title: t.record, value: ({ kind, id }: PastChange) => `${kind} ${id}` },
    { key: 'by', title: t.by, value: ({ by }: PastChange) => by, isSecondary: true },
    { key: 'why', title: t.why, value: ({ why }: PastChange) => why, isSecondary: true },
  ]
  return (
    <>
      <PageHead title={t.title} say={fillIn(t.say, { count: (changes[0]?.index ?? -1) + 1 })}>
        <p>{t.about}</p>
      </PageHead>
      <Permitted needs="readLedger" otherwise={<NotPermitted />}>
        <Tools />
      </Permitted>
      <h2>{t.changes}</h2>
      <DataTable name={t.title} rows={changes} columns={columns} idOf={({ index }) => String(index)} />
    </>
  )
}

const verifiedSchema = z.object({ problems: z.array(z.object({ code: z.string() })) })
const signedSchema = z.object({ checkpoint: z.string(), key: z.string() })

function Tools() {
  const t = useTexts(TEXTS)
  const { id } = useOrganisation()
  const path = usePath()
  const verify = useMutation({ mutationFn: () => ask(verifiedSchema, 'GET', path('/ledger/verify')) })
  const save = useMutation({
    mutationFn: async () => saveFile(`akashi-ledger-${id}.jsonl`, await askBytes(path('/ledger/export'))),
  })
  const sign = useMutation({ mutationFn: () => ask(signedSchema, 'POST', path('/ledger/checkpoint')) })
  return (
    <>
      <div className="bar-row">
        <Button onClick={() => verify.mutate()} loading={verify.isPending}>
          {t.verify}
        </Button>
        <Button variant="light" onClick={() => save.mutate()} loading={save.isPending}>
          {t.export}
        </Button>
        <Button variant="light" onClick={() => sign.mutate()} loading={sign.isPending}>
          {t.sign}
        </Button>
      </div>
      <Trouble error={verify.error ?? save.error ?? sign.error} />
      {verify.data === undefined ? null : (
        <p className={verify.data.problems.length === 0 ? 'done-note' : 'trouble'} role="status">
          {verify.data.problems.length === 0 ? t.fine : fillIn(t.wrong, { count: verify.data.problems.length })}
        </p>
      )}
      {sign.data === undefined ? null : (
        <pre className="mono scroll" tabIndex={0}>
          {sign.data.checkpoint}
          {'\n'}
          {sign.data.key}
        </pre>
      )}
    </>
  )
}
