/** One meaning, two languages. A missing sentence does not compile. */
export interface Text {
  readonly ja: string
  readonly en: string
}

export type Lang = keyof Text
