import type { Answer, PermissionResult } from '../../audit/result.ts'
import { clamp } from '../safe.ts'
import { markup, type Html } from './markup.ts'
import { bounded, paragraph, party, section, shape, table, type Page } from './page.ts'

const SHOWN = 1000
const POSSIBLE = { yes: 'possibleYes', no: 'impossible', unknown: 'possibleUnknown' } as const satisfies Record<
  Answer,
  string
>

/** What the engagement permits, by whom and why, and whether the environment really lets it through. */
export function permissions(page: Page): Html {
  const { result, labels } = page
  const { shown, rest } = bounded(page, result.permissions, SHOWN)
  const heads = [
    labels.from,
    labels.to,
    labels.protocol,
    labels.ports,
    labels.reason,
    labels.approvedBy,
    labels.possible,
  ]
  const body =
    result.permissions.length === 0
      ? paragraph(labels.noPermissions)
      : markup`${table(
          'plain',
          labels.permissions,
          heads,
          shown.map((p) => row(page, p)),
        )}${rest}`
  return section('permissions', labels.permissions, body)
}

const row = (page: Page, p: PermissionResult): Html =>
  markup`<tr>
    <td>${party(page, p.from)}</td>
    <td>${party(page, p.to)}</td>
    <td>${clamp(p.protocol, 40)}</td>
    <td>${p.ports === '' ? page.labels.anything : clamp(p.ports, 80)}</td>
    <td>${clamp(p.reason, 200)}</td>
    <td>${clamp(p.approvedBy, 80)}</td>
    <td class="${p.possible === 'unknown' ? 'undetermined' : ''}">
      ${p.possible === 'unknown' ? shape('undetermined') : null} ${page.labels[POSSIBLE[p.possible]]}
    </td>
  </tr>`
