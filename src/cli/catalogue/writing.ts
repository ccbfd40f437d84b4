import { EXIT } from '../io.ts'
import { deliver, say } from './session.ts'
import { editionOf, readable, type Work } from './work.ts'

/** The actions of `akashi catalogue` that write: into the user's own folder, or to a file. Each gives back the exit status. */

export async function importAction(work: Work, file = ''): Promise<number> {
  const { importFile } = await import('./import.ts')
  const { session, options, catalogue } = work
  // C-1: an edition never changes once it is there.
  if (options.as !== undefined && catalogue.editions.has(options.as))
    return say(session, 'alreadyThere', { id: options.as })
  return readable(session, file, () => importFile(session, work, work.folder, file, options))
}

export async function exportAction(work: Work, id = ''): Promise<number> {
  const { session, catalogue, options } = work
  const edition = editionOf(work, id)
  if (edition === null) return EXIT.usage
  const { exportEdition, isExportFormat } = await import('./export.ts')
  const { format = 'oscal' } = options
  if (!isExportFormat(format)) return say(session, 'wrongOption', { option: '--format', values: 'oscal, json, csv' })
  return deliver(session, options.out, exportEdition(catalogue, work.texts, edition, format, session.lang))
}

export async function correct(work: Work, edition = '', item = ''): Promise<number> {
  const { session, catalogue, options, folder } = work
  const { shippedCatalogue } = await import('../../catalogue/shipped.ts')
  const { keepCorrection } = await import('./folder.ts')
  const found = (shippedCatalogue().editions.get(edition) ?? catalogue.editions.get(edition))?.items.find(
    ({ id }) => id === item,
  )
  if (found === undefined) return say(session, 'unknownItem', { edition, item })
  let path = ''
  for (const lang of ['ja', 'en'] as const) {
    const title = options[lang]
    if (title === undefined || title === '') continue
    const at = new Date().toISOString()
    path = await keepCorrection(folder, {
      edition,
      item,
      lang,
      title,
      instead: found.title[lang],
      by: options.by ?? '',
      at,
    })
  }
  if (path === '') return say(session, 'wrongOption', { option: 'correct', values: '--ja, --en' })
  say(session, 'corrected', { edition, item, path })
  return EXIT.proved
}

export async function confirm(work: Work, edition = ''): Promise<number> {
  const { session, catalogue, options, folder } = work
  if (!catalogue.editions.has(edition)) return say(session, 'unknownEdition', { edition })
  const { keepConfirmation } = await import('./folder.ts')
  const path = await keepConfirmation(folder, { edition, by: options.by ?? '', at: new Date().toISOString() })
  say(session, 'confirmed', { edition, path })
  return EXIT.proved
}
