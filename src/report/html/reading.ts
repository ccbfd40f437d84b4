import { clamp } from '../safe.ts'
import { say, word } from '../sentences/say.ts'
import { isLacking } from '../summary/coverage.ts'
import { placeOf } from '../summary/evidence.ts'
import { markup, type Html } from './markup.ts'
import { bounded, code, paragraph, phraseHtml, section, table, type Page } from './page.ts'

const UNREAD = 1000
const PROBLEMS = 500
const ROWS = 3000

/** What was not understood, what went wrong while reading, and which endpoints nobody owns. */
export const unread = (page: Page): Html =>
  section('unread', page.labels.unread, markup`${lines(page)}${problems(page)}${unowned(page)}`, page.labels.unreadHelp)

function lines(page: Page): Html {
  const { result, labels, lang } = page
  if (result.unread.length === 0) return paragraph(labels.noUnread)
  const { shown, rest } = bounded(page, result.unread, UNREAD)
  const rows = shown.map(
    (u) =>
      markup`<tr class="${u.context === 'other' ? '' : 'unreadrow'}">
        <td>${clamp(placeOf(u.at), 160)}</td>
        <td>${word(u.context, lang)}</td>
        <td>${page.options.quotes === false ? labels.quotesWithheld : markup`<code>${clamp(u.text, 240)}</code>`}</td>
      </tr>`,
  )
  return markup`${table('plain', labels.unread, [labels.file, labels.context, labels.text], rows)}${rest}`
}

function problems(page: Page): Html | null {
  const { result, labels, lang } = page
  if (result.problems.length === 0) return null
  const { shown, rest } = bounded(page, result.problems, PROBLEMS)
  const rows = shown.map(
    (p) =>
      markup`<tr>
        <td>${word(p.severity, lang)}</td>
        <td>${phraseHtml(say('problems', { code: p.code, params: p.params ?? {} }, lang))}</td>
        <td>${p.at === undefined ? null : clamp(placeOf(p.at), 160)}</td>
      </tr>`,
  )
  return markup`<h3>${labels.problems}</h3>
    ${table('plain', labels.problems, [labels.severity, labels.problem, labels.file], rows)}${rest}`
}

function unowned(page: Page): Html | null {
  const { result, labels } = page
  if (result.unowned.length === 0) return null
  const { shown, rest } = bounded(page, result.unowned, PROBLEMS)
  const rows = shown.map(
    (e) =>
      markup`<tr>
        <td>${code(e.device)}</td>
        <td>${code(e.name)}</td>
        <td>${clamp(e.addresses.slice(0, 8).join(', '), 300)}</td>
      </tr>`,
  )
  return markup`<h3>${labels.unowned}</h3>
    ${paragraph(labels.unownedHelp)}${table('plain', labels.unowned, [labels.device, labels.endpoint, labels.addresses], rows)}${rest}`
}

/** Expected evidence device by device. */
export function coverageTable(page: Page): Html {
  const { result, labels, lang } = page
  const { shown, rest } = bounded(page, result.coverage, ROWS)
  const rows = shown.map(
    (r) =>
      markup`<tr class="${r.status}">
        <td>${code(r.device)}</td>
        <td>${code(r.command)}</td>
        <td>${word(r.status, lang)}${isLacking(r) && !r.needed ? markup` <small>${labels.notNeeded}</small>` : null}</td>
        <td>${r.unread === 0 ? null : r.unread}</td>
        <td>${r.files.slice(0, 4).map((f) => markup`<span class="line">${clamp(f, 160)}</span>`)}</td>
      </tr>`,
  )
  const heads = [labels.device, labels.command, labels.status, labels.unreadLines, labels.file]
  return markup`<details class="sub paper">
    <summary>${labels.coverageTable} (${result.coverage.length})</summary>
    ${table('plain', labels.coverageTable, heads, rows)}${rest}
  </details>`
}
