import { SERVICE_NONE, RISK_START } from './risk-start.ts'
import { PROPERTIES, TREATMENTS, riskSchema } from '../records/risk.ts'
import type { Risk } from '../records/risk.ts'
import { listed, readName, writeName } from './cells.ts'
import { plain } from './field.ts'
import type { Field, ImportForm } from './field.ts'
import { RATING_FIELDS, finishRatings } from './ratings.ts'
import { codeField, codesField, dayField, namesField, textField } from './taking.ts'

const treated = (body: Risk, part: Partial<Risk['treatment']>): Risk => ({
  ...body,
  treatment: { ...body.treatment, ...part },
})

const service: Field<Risk> = {
  key: 'service',
  heading: { ja: 'サービス', en: 'Service' },
  help: { ja: 'クラウドサービスの名称又は ID', en: 'The name or id of a cloud service' },
  required: ({ service: id }) => id !== SERVICE_NONE,
  write: (body, { services }, lang) => writeName(services, body.service, lang),
  take: (body, cell, { services }) => {
    if (cell === null) return { body }
    const read = readName(services, cell.text)
    return 'trouble' in read ? read : { body: { ...body, service: read.value } }
  },
}

/** Threats of the starter list in words, and the organisation's own; a line each, since they are sentences. */
const threats: Field<Risk> = {
  key: 'threats',
  heading: { ja: '脅威', en: 'Threats' },
  also: { en: ['threat'] },
  help: {
    ja: '脅威の例の語句又は自社の語句。複数は改行で区切る',
    en: 'Threats of the starter list or your own words, a line each',
  },
  write: (body, words, lang) => body.threats.map((one) => words.threat(one, lang)).join('\n'),
  take: (body, cell, words) => {
    if (cell === null) return { body: { ...body, threats: [] } }
    const codeOf = (text: string): string =>
      words.threats.find((code) =>
        [code, words.threat(code, 'ja'), words.threat(code, 'en')].some((one) => plain(one) === plain(text)),
      ) ?? text
    return { body: { ...body, threats: [...new Set(listed(cell.text, () => true).map(codeOf))] } }
  },
}

const FIELDS: readonly Field<Risk>[] = [
  {
    ...textField<Risk>(
      {
        key: 'title',
        heading: { ja: 'リスク', en: 'Risk' },
        also: { ja: ['リスク名', '標題'], en: ['title'] },
        help: { ja: '何が起こり得るか（1行）', en: 'What may happen, in one line' },
      },
      ({ title }) => title,
      (body, title) => ({ ...body, title }),
    ),
    required: true,
  },
  service,
  codeField(
    {
      key: 'role',
      heading: { ja: '役割', en: 'Role' },
      help: { ja: '次の語のいずれか', en: 'One of these words' },
      required: true,
    },
    ['provider', 'customer'] as const,
    ({ role }) => role,
    (body, role) => ({ ...body, role }),
  ),
  codesField(
    {
      key: 'loses',
      heading: { ja: '失われるもの', en: 'What would be lost' },
      also: { en: ['loses'] },
      help: { ja: '次の語。複数は「・」で区切る', en: 'These words, with commas between' },
    },
    PROPERTIES,
    ({ loses }) => loses,
    (body, loses) => ({ ...body, loses }),
  ),
  textField(
    {
      key: 'owner',
      heading: { ja: 'リスク所有者', en: 'Risk owner' },
      also: { ja: ['所有者'], en: ['owner'] },
      help: { ja: '役職名で構わない', en: 'A position will do' },
    },
    ({ owner }) => owner,
    (body, owner) => ({ ...body, owner }),
  ),
  ...RATING_FIELDS,
  namesField(
    {
      key: 'assets',
      heading: { ja: '資産', en: 'Assets' },
      also: { en: ['asset'] },
      help: { ja: '資産の名称又は ID。複数は改行で区切る', en: 'Names or ids of assets, a line each' },
    },
    ({ assets }) => assets,
    ({ assets }) => assets,
    (body, assets) => ({ ...body, assets }),
  ),
  threats,
  textField(
    {
      key: 'description',
      heading: { ja: '説明', en: 'Description' },
      also: { ja: ['備考'], en: ['notes'] },
      help: { ja: '任意', en: 'As you like' },
    },
    ({ description }) => description,
    (body, description) => ({ ...body, description }),
  ),
  codesField(
    {
      key: 'options',
      heading: { ja: '対応の選択肢', en: 'Options' },
      also: { ja: ['リスク対応'], en: ['treatment'] },
      help: { ja: '次の語。複数は「・」で区切る', en: 'These words, with commas between' },
    },
    TREATMENTS,
    ({ treatment }) => treatment.options,
    (body, options) => treated(body, { options }),
  ),
  textField(
    { key: 'plan', heading: { ja: '対応計画', en: 'Plan' }, help: { ja: '任意', en: 'As you like' } },
    ({ treatment }) => treatment.plan,
    (body, plan) => treated(body, { plan }),
  ),
  namesField(
    {
      key: 'controls',
      heading: { ja: '必要な管理策', en: 'Necessary controls' },
      help: {
        ja: '必要な管理策の名称又は ID。複数は改行で区切る',
        en: 'Names or ids of necessary controls, a line each',
      },
    },
    ({ controls }) => controls,
    ({ treatment }) => treatment.controls,
    (body, controls) => treated(body, { controls }),
  ),
  dayField(
    { key: 'due', heading: { ja: '期限', en: 'Due' }, help: { ja: '例: 2026-12-15', en: 'Such as 2026-12-15' } },
    ({ treatment }) => treatment.due,
    (body, due) => treated(body, { due }),
  ),
  dayField(
    { key: 'done', heading: { ja: '完了日', en: 'Done on' }, help: { ja: '例: 2026-12-15', en: 'Such as 2026-12-15' } },
    ({ treatment }) => treatment.done,
    (body, done) => treated(body, { done }),
  ),
]

/** Risks as a table. The same risk may stand once for each service and role. Acceptance is never imported: its owner gives it. */
export const RISK_FORM: ImportForm<Risk> = {
  fields: FIELDS,
  schema: riskSchema,
  start: RISK_START,
  names: ({ title }) => [plain(title)],
  apart: ({ service: id, role }, has) => `${has('service') ? id : ''} ${has('role') ? role : ''}`,
  finish: finishRatings,
}
