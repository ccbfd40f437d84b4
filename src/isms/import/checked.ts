import type { Lang } from '../../base/text.ts'
import type { ImportForm, Trouble } from './field.ts'

/** What the schema of the kind says is wrong with the body, by column. */
export function checked<B>({ schema, fields }: ImportForm<B>, body: B, lang: Lang): readonly Trouble[] {
  const result = schema.safeParse(body)
  if (result.success) return []
  return result.error.issues.map((issue) => {
    const path = issue.path.map(String)
    const field = fields.find(({ key }) => path.includes(key)) ?? fields.find(({ key }) => key === path[0])
    const column = field?.heading[lang] ?? path.join('.')
    return issue.code === 'too_big'
      ? { code: 'cell-too-long', params: { column, limit: Number(issue.maximum) } }
      : { code: 'cell-invalid', params: { column } }
  })
}
