import { writtenTime } from '../dates.ts'
import { clamp } from '../safe.ts'
import { word } from '../sentences/say.ts'
import { markup, type Html } from './markup.ts'
import { bounded, code, section, table, type Page } from './page.ts'

const SHOWN = 3000

/** The evidence set: every file with its hash, what became of it, and which command printed it. */
export function files(page: Page): Html {
  const { result, labels, lang } = page
  const { shown, rest } = bounded(page, result.evidence.files, SHOWN)
  const rows = shown.map(
    (f) =>
      markup`<tr class="${f.status}">
        <td>${code(f.path)}</td>
        <td>${word(f.status, lang)}</td>
        <td>${f.command === null ? null : code(f.command)}</td>
        <td>${f.collectedAt === null ? labels.notRecorded : clamp(writtenTime(f.collectedAt, lang), 40)}</td>
        <td class="hash">${clamp(f.sha256, 64)}</td>
      </tr>`,
  )
  const heads = [labels.file, labels.status, labels.command, labels.collectedAt, labels.hash]
  const many = result.evidence.files.length > 12
  const body = markup`${table('plain', labels.files, heads, rows)}${rest}`
  return section(
    'files',
    labels.files,
    many
      ? markup`<details class="sub paper">
          <summary>${labels.files} (${result.evidence.files.length})</summary>
          ${body}
        </details>`
      : body,
  )
}
