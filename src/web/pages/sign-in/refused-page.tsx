import { Button } from '@mantine/core'
import { useState } from 'react'
import { FAILURES } from '../../../server/failure.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { LanguageSwitch } from '../../language/switch.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { TEXTS } from './oidc-texts.ts'

/** Why a sign-in with the outside account did not succeed: the code stands in the address, the sentence is ours. */
export function RefusedPage() {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const [why] = useState(() => new URLSearchParams(location.search).get('why'))
  const said = Object.entries(FAILURES).find(([code]) => code === why)?.[1] ?? FAILURES.internal
  return (
    <main className="narrow">
      <PageHead title={t.refused} say={said[lang]} tone="refuted" />
      <div className="bar-row">
        <Button component="a" href="/">
          {t.back}
        </Button>
        <LanguageSwitch />
      </div>
    </main>
  )
}
