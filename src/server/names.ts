import { either } from '../base/text.ts'
import type { Lang, Text } from '../base/text.ts'
import type { Isms } from '../isms/isms.ts'
import type { OpenPoint } from '../isms/open.ts'
import { openText } from '../report/isms/sentences.ts'
import type { NameOf } from '../report/isms/sentences.ts'
import type { Context } from './context.ts'

/** What services are called, by their id. */
export function serviceNames({ records }: Isms): NameOf {
  const names = new Map(records.service.map(({ id, name }) => [id, name]))
  return (id, lang) => {
    const name = names.get(id)
    return name === undefined ? null : either(name, lang)
  }
}

/** What editions are called, by their id. */
export const editionNames =
  ({ catalogue }: Pick<Context, 'catalogue'>): NameOf =>
  (id, lang) =>
    catalogue.editions.get(id)?.name[lang] ?? null

/** An open point as the API gives it: the code and its parameters for programs, a sentence in each language for people. */
export type ShownPoint = OpenPoint & { readonly text: Text }

export function showPoints(context: Context, isms: Isms, points: readonly OpenPoint[]): readonly ShownPoint[] {
  const [names, editions] = [serviceNames(isms), editionNames(context)]
  const say = (point: OpenPoint, lang: Lang): string => openText(point, lang, names, editions)
  return points.map((point) => ({ ...point, text: { ja: say(point, 'ja'), en: say(point, 'en') } }))
}
