import { createContext, use, useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { Lang } from '../../base/text.ts'
import { inLanguage } from './text.ts'
import type { Texts } from './text.ts'

interface Language {
  readonly lang: Lang
  readonly choose: (lang: Lang) => void
}

const LanguageContext = createContext<Language>({ lang: 'ja', choose: () => undefined })
const KEY = 'akashi-language'

/** What was chosen before, else what the browser asks for. */
function firstLanguage(): Lang {
  const chosen = localStorage.getItem(KEY)
  if (chosen === 'ja' || chosen === 'en') return chosen
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith('ja')) ? 'ja' : 'en'
}

/** Gives every page the language; a change redraws the words and leaves everything else where it is. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [lang, setLang] = useState<Lang>(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = lang
    localStorage.setItem(KEY, lang)
  }, [lang])
  const value = useMemo(() => ({ lang, choose: setLang }), [lang])
  return <LanguageContext value={value}>{children}</LanguageContext>
}

export const useLanguage = (): Language => use(LanguageContext)

/** The page's sentences in the chosen language. */
export const useTexts = <T extends Texts>(texts: T): { readonly [K in keyof T]: string } =>
  inLanguage(texts, useLanguage().lang)
