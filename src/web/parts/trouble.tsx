import { Button } from '@mantine/core'
import { z } from 'zod'
import { ApiError } from '../api/client.ts'
import { useLanguage, useTexts } from '../language/language.tsx'

const TEXTS = {
  unknown: { ja: '画面の中で問題が発生しました。', en: 'Something went wrong in this page.' },
  kept: { ja: '入力した内容は、この画面に残っています。', en: 'What you typed is still here.' },
  again: { ja: 'もう一度読み込む', en: 'Load again' },
  conflict: {
    ja: '「もう一度読み込む」で最新の内容を確認してから、保存し直してください。',
    en: 'Look at the newest version with “Load again”, then save anew.',
  },
} as const

/** What happened, what was kept, and what to do next. */
export function Trouble({
  error,
  isForm = false,
  onAgain,
}: {
  readonly error: unknown
  readonly isForm?: boolean
  readonly onAgain?: () => void
}) {
  const { lang } = useLanguage()
  const t = useTexts(TEXTS)
  if (error === null || error === undefined) return null
  return (
    <div className="trouble" role="alert">
      <p>
        <strong>{error instanceof ApiError ? error.said[lang] : t.unknown}</strong>
      </p>
      {error instanceof ApiError ? (
        <Details details={error.details} />
      ) : (
        <p className="mono">{error instanceof Error ? error.message : t.unknown}</p>
      )}
      {isForm ? <p>{t.kept}</p> : null}
      {error instanceof ApiError && error.code === 'conflict' ? <p>{t.conflict}</p> : null}
      {onAgain === undefined ? null : (
        <Button variant="default" size="xs" onClick={onAgain}>
          {t.again}
        </Button>
      )}
    </div>
  )
}

function Details({ details }: { readonly details: readonly unknown[] }) {
  if (details.length === 0) return null
  return (
    <ul>
      {details.slice(0, 8).map((detail, i) => (
        <Detail key={i} detail={detail} />
      ))}
    </ul>
  )
}

const saidSchema = z.object({ text: z.object({ ja: z.string(), en: z.string() }) })

/** A detail that says itself in both languages, else its data. */
function Detail({ detail }: { readonly detail: unknown }) {
  const { lang } = useLanguage()
  const said = saidSchema.safeParse(detail)
  return said.success ? <li>{said.data.text[lang]}</li> : <li className="mono">{JSON.stringify(detail)}</li>
}
