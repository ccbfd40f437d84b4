import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import type { Lang } from '../../base/text.ts'
import { shippedCatalogue } from '../../catalogue/shipped.ts'
import { guideBook } from './book.ts'
import { guideDocx } from './docx.ts'
import { guideHtml } from './html.ts'
import { modelSvg } from './model-svg.ts'
import { guidePdf } from './pdf.ts'
import { GUIDE_WORDS, SOURCES } from './words.ts'

const catalogue = shippedCatalogue()
const LANGS: readonly Lang[] = ['ja', 'en']
const parsed = (xml: string): string => {
  const names: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name }) => void names.push(name))
  parser.write(xml).close()
  return names.join(' ')
}

describe('the audit guide as a document', () => {
  it.each(LANGS)('has the chapters C.1 to C.9, every procedure, and the list of what a machine judges (%s)', (lang) => {
    const { blocks } = guideBook(catalogue, lang)
    const headings = blocks.flatMap((block) => (block.kind === 'heading' ? [block] : []))
    expect(headings.filter(({ level }) => level === 1).map(({ id }) => id)).toEqual([
      ...Array.from({ length: 9 }, (_, index) => `C.${index + 1}`),
      'list',
    ])
    const procedures = catalogue.chapters.flatMap((chapter) => chapter.procedures.map(({ id }) => id))
    expect(procedures.length).toBeGreaterThanOrEqual(25)
    expect(headings.filter(({ level }) => level === 3).map(({ id }) => id)).toEqual(procedures)
    expect(blocks.filter(({ kind }) => kind === 'model')).toHaveLength(1)
    const list = blocks.at(-1)
    const guides = catalogue.chapters.flatMap((chapter) => chapter.procedures.flatMap((procedure) => procedure.guides))
    expect(list?.kind === 'table' && list.rows.length).toBe(guides.length)
  })

  it('calls every system that gives evidence by its name, and says what of C.8.3.3 is ours', () => {
    const sources = catalogue.chapters.flatMap(({ procedures }) =>
      procedures.flatMap(({ guides }) => guides.flatMap(({ evidence }) => evidence.map(({ source }) => source))),
    )
    expect(new Set(sources).size).toBeGreaterThan(15)
    expect(sources.filter((source) => !SOURCES.has(source))).toEqual([])
    const labels = guideBook(catalogue, 'ja').blocks.filter(
      (block) => block.kind === 'paragraph' && block.text === GUIDE_WORDS.fromSourceProcedure.ja,
    )
    expect(labels).toHaveLength(1)
  })

  it('its procedures cover all seven CLD controls and every control that the guide is to cover', () => {
    const covered = new Set(
      catalogue.chapters.flatMap((chapter) =>
        chapter.procedures.flatMap(({ controls }) =>
          controls.filter(({ edition }) => edition === 'iso27017-2015').map(({ item }) => item),
        ),
      ),
    )
    const cld =
      catalogue.editions.get('iso27017-2015')?.items.filter((item) => item.cld && item.kind === 'control') ?? []
    expect(cld).toHaveLength(7)
    const named = '12.4.4 12.4.1 12.6.1 12.1.3 11.2.7 9.2.1 9.2.2 9.2.3 9.2.4 9.4.1 9.4.4 12.3.1 13.1.3 10.1.2'.split(
      ' ',
    )
    expect([...cld.map(({ id }) => id), ...named].filter((id) => !covered.has(id))).toEqual([])
  })

  it.each(LANGS)('is one HTML file without scripts or anything from elsewhere (%s)', (lang) => {
    const html = guideHtml(guideBook(catalogue, lang))
    expect(html).toContain(`<html lang="${lang}">`)
    expect(html).not.toMatch(/<script|<link|src=|url\(/)
    const targets = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]))
    const links = [...html.matchAll(/href="#([^"]+)"/g)].map((found) => found[1])
    expect(links.length).toBeGreaterThan(60)
    expect(links.filter((link) => !targets.has(link))).toEqual([])
  })

  it.each(LANGS)('the drawing is well-formed SVG with its ten cells and a name (%s)', (lang) => {
    const svg = modelSvg(catalogue.environment, lang)
    expect(
      parsed(svg)
        .split(' ')
        .filter((name) => name === 'rect'),
    ).toHaveLength(12)
    expect(svg).toContain('role="img"')
  })

  it('is a PDF and a Word document that give the same bytes twice', { timeout: 120_000 }, async () => {
    const book = guideBook(
      { ...catalogue, chapters: catalogue.chapters.filter(({ id }) => id === 'C.4' || id === 'C.8') },
      'ja',
    )
    for (const render of [guidePdf, guideDocx]) {
      const [once, again] = [await render(book), await render(book)]
      expect(once.length).toBeGreaterThan(10_000)
      expect(Buffer.compare(once, again)).toBe(0)
    }
    const xml = strFromU8(unzipSync(await guideDocx(book))['word/document.xml'] ?? new Uint8Array())
    expect(parsed(xml)).toContain('w:tbl')
    expect(xml).toContain('Heading3')
  })
})
