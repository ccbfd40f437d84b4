import type { Open } from '../../audit/result.ts'
import { clamp, oneLine } from '../safe.ts'
import { partyName, sayPlain, word } from '../sentences/say.ts'
import { askPlain } from '../sentences/ask.ts'
import { asksOf } from '../summary/asks.ts'
import { marked, placeOf } from '../summary/evidence.ts'
import { byDevice, countsOf } from '../summary/coverage.ts'
import { JUDGED } from '../summary/verdict.ts'
import { quoteLine } from './findings.ts'
import { heading, indented, markOf, type Page } from './page.ts'

const OPEN_SHOWN = 40
const DEVICES_SHOWN = 40

/** The guides with what each comes to. */
export function guideLines(page: Page): readonly string[] {
  const { result, lang, labels } = page
  if (result.guides.length === 0) return []
  return [
    ...heading(page, labels.guides),
    ...result.guides.flatMap((g) => {
      const number = g.guide.split('/').at(-1) ?? g.guide
      const title = sayPlain('claims', { code: g.guide, params: {} }, lang)
      const mark = markOf(page, JUDGED[g.judgement])
      return indented(page, `${number} ${title === g.guide ? '' : title}`, 4, `  ${mark}  `)
    }),
  ]
}

/** What is open, and what to ask for. */
export function openLines(page: Page): readonly string[] {
  const { result, labels } = page
  if (result.open.length === 0) return []
  const beyond = result.open.length - OPEN_SHOWN
  return [
    ...heading(page, `${labels.open} (${result.open.length})`),
    ...askLines(page),
    ...result.open.slice(0, OPEN_SHOWN).flatMap((open) => ['', ...openLine(page, open)]),
    ...(beyond > 0 ? [`  … +${beyond}`] : []),
  ]
}

/** One list to send to an engineer: every command once for each device. */
function askLines(page: Page): readonly string[] {
  const asks = asksOf(page.result.open)
  if (asks.length === 0 || page.result.open.length < 3) return []
  const lines = asks
    .slice(0, OPEN_SHOWN)
    .map(({ device, asks: of }) => `${device ?? ''}: ${of.slice(0, 20).join('; ')}`)
  return ['', `  ${page.labels.askList}`, ...lines.flatMap((line) => indented(page, line, 6, '    '))]
}

const openLine = (page: Page, open: Open): readonly string[] => [
  ...indented(page, sayPlain('unknowns', open.saying, page.lang), 4, `  ${page.ink('◐', 'yellow', 'bold')} `),
  ...indented(page, `${page.labels.askFor}: ${askPlain(open, page.lang)}`, 6, `    ${page.ink('⇒', 'bold')} `),
  ...open.quotes
    .slice(0, 2)
    .flatMap((quote) =>
      marked(quote).mark === '' ? indented(page, placeOf(quote.source), 10) : quoteLine(page, quote),
    ),
]

/** What is permitted and does not work, or cannot be told: permitted and possible needs no line. */
export function permissionLines(page: Page): readonly string[] {
  const { result, lang, labels } = page
  const telling = result.permissions.filter((p) => p.possible !== 'yes').slice(0, OPEN_SHOWN)
  if (telling.length === 0) return []
  return [
    ...heading(page, labels.permissionsTelling),
    ...telling.flatMap((p) => {
      const flow = p.ports === '' ? p.protocol : `${p.protocol}/${p.ports}`
      const mark = labels[p.possible === 'no' ? 'impossible' : 'possibleUnknown']
      return indented(page, `${partyName(p.from, lang)} → ${partyName(p.to, lang)} ${flow}: ${mark}`, 4, '  ・')
    }),
  ]
}

/** Coverage in a few lines: one a device, and what was not understood. */
export function coverageLines(page: Page): readonly string[] {
  const { result, labels, lang } = page
  const devices = byDevice(result.coverage)
  const beyond = devices.length - DEVICES_SHOWN
  const unread = result.coverage.reduce((n, row) => n + row.unread, 0)
  return [
    ...heading(page, labels.coverage),
    ...devices.slice(0, DEVICES_SHOWN).flatMap(({ device, rows }) => {
      const counts = countsOf(rows)
      const parts = (['read', 'partial', 'refused', 'missing'] as const)
        .filter((status) => counts[status] > 0)
        .map((status) => `${word(status, lang)} ${counts[status]}`)
      return indented(page, `${oneLine(clamp(device, 40))}: ${parts.join(' · ')}`, 4, '  ')
    }),
    ...(beyond > 0 ? [`  … +${beyond}`] : []),
    ...indented(page, `${labels.unreadLines}: ${unread}`, 2, '  '),
    ...indented(page, `${labels.evidenceHash}: sha256:${result.evidence.sha256}`, 2, '  '),
  ]
}
