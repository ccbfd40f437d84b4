import { word } from '../sentences/say.ts'
import { countsOf } from '../summary/coverage.ts'
import { overall } from '../summary/verdict.ts'
import { markup, type Html } from './markup.ts'
import { labelText, shape, type Page } from './page.ts'

/** The stations of the report in the order of reading, each with one short fact: a reader sees where he is and what is left. */
export const contents = (page: Page): Html =>
  markup`<nav aria-label="${page.labels.contents}">
    <p class="brand"><b lang="ja">証</b> Akashi<small>${page.labels.title}</small></p>
    <ol>
      ${stations(page).map(
        ({ href, name, fact }) => markup`<li><a href="#${href}">${name}</a><small>${fact}</small></li>`,
      )}
    </ol>
    <p class="tools">
      <button type="button" data-do="expand" hidden>${page.labels.expandAll}</button>
      <button type="button" data-do="collapse" hidden>${page.labels.collapseAll}</button>
      <button type="button" data-do="save" hidden title="${page.labels.saveHelp}">${page.labels.save}</button>
    </p>
  </nav>`

interface Station {
  readonly href: string
  readonly name: string
  readonly fact: Html | string
}

function stations(page: Page): readonly Station[] {
  const { result, labels, lang } = page
  const verdict = overall(result)
  const items = (count: number): string => labelText(page, 'items', { count })
  const counts = countsOf(result.coverage)
  const lacking = counts.refused + counts.missing
  return [
    { href: 'conclusion', name: labels.conclusion, fact: markup`${shape(verdict)} ${word(verdict, lang)}` },
    { href: 'guides', name: labels.guides, fact: items(result.guides.length) },
    {
      href: 'matrix',
      name: labels.matrix,
      fact: `${labels.parties} ${result.parties.filter((p) => p.endpoints > 0).length}`,
    },
    { href: 'findings', name: labels.findings, fact: items(result.findings.length) },
    { href: 'open', name: labels.open, fact: items(result.open.length) },
    { href: 'permissions', name: labels.permissions, fact: items(result.permissions.length) },
    { href: 'map', name: labels.map, fact: lacking === 0 ? '' : `${word('missing', lang)} ${lacking}` },
    { href: 'unread', name: labels.unread, fact: items(result.unread.length) },
    { href: 'files', name: labels.files, fact: items(result.evidence.files.length) },
    { href: 'repeat', name: labels.repeat, fact: '' },
  ]
}
