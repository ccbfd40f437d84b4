import { Link } from '@tanstack/react-router'
import { useTexts } from '../language/language.tsx'
import { PageHead } from '../parts/page-head.tsx'

const TEXTS = {
  title: { ja: 'ページがありません', en: 'There is no such page' },
  go: { ja: '現在の状況へ', en: 'To the present state' },
} as const

export function NotHere() {
  const t = useTexts(TEXTS)
  return (
    <>
      <PageHead title={t.title} />
      <Link to="/">{t.go}</Link>
    </>
  )
}
