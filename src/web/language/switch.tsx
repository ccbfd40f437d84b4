import { Button } from '@mantine/core'
import { useLanguage } from './language.tsx'

/** The other language, in its own words. */
export function LanguageSwitch() {
  const { lang, choose } = useLanguage()
  const other = lang === 'ja' ? 'en' : 'ja'
  return (
    <Button variant="default" size="xs" lang={other} onClick={() => choose(other)}>
      {other === 'en' ? 'English' : '日本語'}
    </Button>
  )
}
