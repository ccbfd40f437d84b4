import { z } from 'zod'
import { findItem } from '../../catalogue/catalogue.ts'
import type { AuditResult } from '../../audit/result.ts'
import type { Lang, Text } from '../../base/text.ts'
import type { ControlReference } from '../../isms/records/fields.ts'
import type { TableDocument } from '../../report/standards/table.ts'
import { scopeDocument } from '../../report/isms/scope-document.ts'
import { scopeNames } from '../../isms/scope-names.ts'
import { informationPack } from '../../report/isms/pack.ts'
import { soaDocument } from '../../report/isms/soa-table.ts'
import { today } from '../context.ts'
import type { Context } from '../context.ts'
import { Failure } from '../failure.ts'
import { ismsOf } from '../isms.ts'
import { editionNames } from '../names.ts'
import { scoped } from '../route.ts'
import { statementOf } from '../kept-statement.ts'
import type { Route } from '../route.ts'
import { demandResult } from './audit-runs.ts'
import { demandRecord } from './records.ts'

const langSchema = z.enum(['ja', 'en']).default('ja')

interface Format {
  readonly type: string
  readonly ending: string
}
const FORMATS = {
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: 'xlsx' },
  csv: { type: 'text/csv; charset=utf-8', ending: 'csv' },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', ending: 'docx' },
  pdf: { type: 'application/pdf', ending: 'pdf' },
  html: { type: 'text/html; charset=utf-8', ending: 'html' },
  json: { type: 'application/json', ending: 'json' },
  oscal: { type: 'application/json', ending: 'oscal.json' },
} as const satisfies Record<string, Format>

/** A file to keep. What a browser would show stays in a sandbox: it was made from what others wrote. */
export const file = (name: string, format: keyof typeof FORMATS, content: string | Uint8Array): Response =>
  new Response(typeof content === 'string' ? content : new Uint8Array(content), {
    headers: {
      'content-type': FORMATS[format].type,
      'content-disposition': `attachment; filename="${name}.${FORMATS[format].ending}"`,
      'content-security-policy':
        "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; font-src data:",
    },
  })

type TableFormat = 'xlsx' | 'docx' | 'pdf'
const TABLES: Readonly<Record<TableFormat, (document: TableDocument) => Promise<Uint8Array>>> = {
  xlsx: async (document) => (await import('../../report/standards/table-xlsx.ts')).tableXlsx(document),
  docx: async (document) => (await import('../../report/standards/table-docx.ts')).tableDocx(document),
  pdf: async (document) => (await import('../../report/standards/table-pdf.ts')).tablePdf(document),
}

const statement = scoped({
  method: 'get',
  path: '/organisations/{organisation}/statements/{id}/document',
  tag: 'statements',
  summary: 'A version of the Statement of Applicability as a document; the id `draft` is the answers of today',
  access: 'read',
  query: { format: z.enum(['xlsx', 'docx', 'pdf', 'oscal']).default('xlsx'), lang: langSchema },
  handle: async ({ context, scope, principal, params, query: { format, lang } }) => {
    const made = { by: principal.name, on: today(context) }
    const { soa, lastModified } = await statementOf(context, scope, params['id'] ?? '', made)
    const nameOf = editionNames(context)
    // A statement as OSCAL has both languages in it.
    if (format === 'oscal') {
      const { oscalStatement } = await import('../../report/isms/oscal/statement.ts')
      const editionName = (id: string): string => nameOf(id, 'en') ?? id
      const { organisation } = scope
      const text = oscalStatement({ soa, lastModified, organisation, editionName })
      return file(`statement-${soa.version}`, 'oscal', text)
    }
    return async () =>
      file(`statement-${soa.version}-${lang}`, format, await TABLES[format](soaDocument(soa, nameOf, lang)))
  },
})

const pack = scoped({
  method: 'get',
  path: '/organisations/{organisation}/services/{id}/information-pack',
  tag: 'services',
  summary: 'What the customers of a provided service are owed to know, as a white paper (T-5)',
  access: 'read',
  query: { format: z.enum(['xlsx', 'docx', 'pdf']).default('pdf'), lang: langSchema },
  handle: async ({ context, scope, principal, params, query: { format, lang } }) => {
    const { records } = await ismsOf(context, scope)
    const service = records.service.find(({ id }) => id === params['id'])
    if (service === undefined) throw new Failure('missing')
    const ofService = ({ service: id }: { readonly service: string }): boolean => id === service.id
    const document = informationPack(
      {
        organisation: records.profile[0]?.name ?? { ja: '', en: '' },
        service: service.name,
        information: records.information.filter(ofService),
        responsibilities: records.responsibility.filter(ofService),
        titleOf: titlesOf(context),
        made: { by: principal.name, on: today(context) },
      },
      lang,
    )
    return async () => file(`information-${service.id}-${lang}`, format, await TABLES[format](document))
  },
})

const scope = scoped({
  method: 'get',
  path: '/organisations/{organisation}/scopes/{id}/document',
  tag: 'scopes',
  summary: 'A version of the scope as a document (S-4)',
  access: 'read',
  query: { format: z.enum(['xlsx', 'docx', 'pdf']).default('pdf'), lang: langSchema },
  handle: async (call) => {
    const { format, lang } = call.query
    const { body } = await demandRecord(call, 'scope')
    const made = { by: call.principal.name, on: today(call.context) }
    const names = body.named ?? scopeNames(await ismsOf(call.context, call.scope), body)
    const document = scopeDocument(body, { names, made }, lang)
    return async () => file(`scope-${body.version}-${lang}`, format, await TABLES[format](document))
  },
})

const titlesOf =
  ({ catalogue }: Context) =>
  ({ edition, item }: ControlReference): Text =>
    findItem(catalogue, edition, item)?.item.title ?? { ja: '', en: '' }

type AuditFormat = 'html' | 'pdf' | 'xlsx' | 'json' | 'oscal'
const AUDITS: Readonly<Record<AuditFormat, (result: AuditResult, lang: Lang) => Promise<string | Uint8Array>>> = {
  html: async (result, lang) =>
    (await import('../../report/html/report.ts')).htmlReport(result, { lang, directory: '.' }),
  pdf: async (result, lang) => (await import('../../report/pdf/report.ts')).pdfReport(result, lang),
  xlsx: async (result, lang) => (await import('../../report/xlsx/report.ts')).xlsxReport(result, lang),
  json: async (result) => (await import('../../report/json/report.ts')).jsonReport(result),
  oscal: async (result) => (await import('../../report/oscal/report.ts')).oscalReport(result),
}

const auditReport = scoped({
  method: 'get',
  path: '/organisations/{organisation}/audit-runs/{id}/report',
  tag: 'audit-runs',
  summary: 'The report of a finished audit, as a file',
  access: 'read',
  query: { format: z.enum(['html', 'pdf', 'xlsx', 'json', 'oscal']).default('html'), lang: langSchema },
  handle: async (call) => {
    const { format, lang } = call.query
    const result = await demandResult(call, call.params['id'] ?? '')
    return async () => file(`audit-${call.params['id'] ?? ''}-${lang}`, format, await AUDITS[format](result, lang))
  },
})

export const documentRoutes: readonly Route[] = [scope, statement, pack, auditReport]
