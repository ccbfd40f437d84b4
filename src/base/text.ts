/** One meaning, two languages. A missing sentence does not compile. */
export interface Text {
  readonly ja: string
  readonly en: string
}

export type Lang = keyof Text

/** The text in the language, or in the other where it was not written; empty where it is in neither. */
export const either = (text: Partial<Text> | undefined, lang: Lang): string =>
  text?.[lang] || text?.[lang === 'ja' ? 'en' : 'ja'] || ''
