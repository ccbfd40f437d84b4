import { EXIT } from '../io.ts'
import { deliver, printJson, say, sayProblems } from './session.ts'
import { editionOf, noteUnconfirmed, rolesOf, type Work } from './work.ts'

/** The actions of `akashi catalogue` that only read. Each gives back the exit status. */

const browse = () => import('./browse.ts')

export async function list({ catalogue, session }: Work): Promise<number> {
  const { listOf, listText } = await browse()
  if (session.json) printJson(session, listOf(catalogue))
  else session.io.out(listText(catalogue, session.lang))
  return EXIT.proved
}

export async function show(work: Work, id = '', item?: string): Promise<number> {
  const { session } = work
  const edition = editionOf(work, id)
  if (edition === null) return EXIT.usage
  const { editionText, itemSheet, itemText } = await import('./show.ts')
  if (item === undefined || item === '') {
    if (session.json) printJson(session, { ...edition, items: edition.items.length })
    else session.io.out(editionText(edition, session.lang))
    return EXIT.proved
  }
  const sheet = itemSheet(work.catalogue, work.texts, id, item)
  if (sheet === null) return say(session, 'unknownItem', { edition: id, item })
  if (session.json) printJson(session, sheet)
  else session.io.out(itemText(sheet, session.lang))
  return EXIT.proved
}

export async function items(work: Work, id = ''): Promise<number> {
  const { session, options } = work
  const edition = editionOf(work, id)
  const roles = rolesOf(work)
  if (edition === null || roles === null) return EXIT.usage
  const { itemsJson, itemsOf, itemsText } = await browse()
  const only = options.role === undefined || roles.length !== 1 ? undefined : roles[0]
  const listed = itemsOf(edition, options.all === true, only)
  if (session.json) printJson(session, itemsJson(listed))
  else session.io.out(itemsText(listed, session.lang))
  return EXIT.proved
}

export async function resolve(work: Work, id = ''): Promise<number> {
  const { session, catalogue } = work
  const roles = rolesOf(work)
  if (editionOf(work, id) === null || roles === null) return EXIT.usage
  const { resolveProfile } = await import('../../catalogue/resolve.ts')
  const { resolveText } = await browse()
  if (session.json) printJson(session, resolveProfile(catalogue, { edition: id, roles }))
  else session.io.out(resolveText(catalogue, id, roles, session.lang))
  return EXIT.proved
}

export async function map(work: Work, from = '', to = '', item?: string): Promise<number> {
  const { session, catalogue } = work
  const { mapRows, mapText } = await browse()
  const rows = mapRows(catalogue, from, to, item === '' ? undefined : item)
  if (rows === null) return say(session, 'noMapping', { from, to })
  noteUnconfirmed(work, from, to)
  if (session.json) printJson(session, rows)
  else session.io.out(mapText(rows, session.lang))
  return EXIT.proved
}

export async function diff(work: Work, from = '', to = ''): Promise<number> {
  const { session, catalogue, options } = work
  const { diffEditions } = await import('../../catalogue/diff.ts')
  const rows = diffEditions(catalogue, from, to)
  if (rows === null) return say(session, 'noMapping', { from, to })
  noteUnconfirmed(work, from, to)
  const format = session.json ? 'json' : (options.format ?? 'text')
  if (format === 'json') return deliver(session, options.out, `${JSON.stringify(rows, null, 2)}\n`)
  if (format === 'text')
    return deliver(session, options.out, (await browse()).diffText(catalogue, from, to, session.lang))
  const { editionsTable, isTableFormat, renderTables } = await import('./tables.ts')
  if (!isTableFormat(format))
    return say(session, 'wrongOption', { option: '--format', values: 'text, json, xlsx, pdf, docx' })
  return deliver(
    session,
    options.out,
    await renderTables([editionsTable(catalogue, from, to, session.lang)], format, session.lang),
  )
}

export async function search(work: Work, ...words: readonly string[]): Promise<number> {
  const { session, catalogue, options } = work
  const { searchItems } = await import('../../catalogue/search.ts')
  const query = words.join(' ')
  if (session.json) printJson(session, searchItems(catalogue, query, options.edition))
  else session.io.out((await browse()).searchText(catalogue, query, options.edition, session.lang))
  return EXIT.proved
}

export async function carry(work: Work, from = '', to = '', file = ''): Promise<number> {
  const { session, catalogue } = work
  const { readAnswers } = await import('./answers.ts')
  const { carryAnswers } = await import('../../catalogue/carry.ts')
  const { findMapping } = await import('../../catalogue/mapping.ts')
  const mapping = findMapping(catalogue, from, to)
  if (mapping === null) return say(session, 'noMapping', { from, to })
  noteUnconfirmed(work, from, to)
  const { value, problems } = await readAnswers(file)
  sayProblems(session, problems)
  if (value === null) return EXIT.usage
  const carried = carryAnswers(mapping, value)
  if (session.json) printJson(session, carried)
  else session.io.out((await browse()).carryText(carried, session.lang))
  return EXIT.proved
}
