import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Lang } from '../../base/text.ts'
import { HELP } from '../catalogue/help.ts'
import type { CliCommand } from '../command.ts'
import type { Io } from '../io.ts'
import { catalogueCommand } from './catalogue.ts'
import { guideCommand } from './guide.ts'
import { oscalCommand } from './oscal.ts'
import { revisionCommand } from './revision.ts'

const fresh = () => mkdtemp(join(tmpdir(), 'catalogue-'))
const EXAMPLE = new URL('../../../examples/revision/', import.meta.url).pathname

const run = (command: CliCommand, ...words: string[]) => runIn('en', command, ...words)

async function runIn(lang: Lang, command: CliCommand, ...words: string[]) {
  const seen = { out: '', err: '', status: -1 }
  const io: Io = {
    out: (text) => void (seen.out += text),
    err: (text) => void (seen.err += text),
    isTerminal: false,
    isErrTerminal: false,
    lang,
  }
  const program = new Command().exitOverride().configureOutput({ writeOut: io.out, writeErr: io.err })
  command.register(program, io, (status) => void (seen.status = status))
  const folder = words.includes('--catalogue') ? [] : ['--catalogue', await fresh()]
  await program.parseAsync(['node', 'akashi', ...words, ...folder])
  return seen
}
const catalogue = (...words: string[]) => run(catalogueCommand, 'catalogue', ...words)
const json = (text: string): unknown => JSON.parse(text)

describe('akashi catalogue', () => {
  it('`items iso27017-2015 --json` prints the 44 items with titles, roles, guidance, CLD mark and objective, and nothing else', async () => {
    const { out, err, status } = await catalogue('items', 'iso27017-2015', '--json')
    const item = z.strictObject({
      id: z.string(),
      title: z.strictObject({ ja: z.string(), en: z.string() }),
      roles: z.strictObject({ customer: z.boolean(), provider: z.boolean() }),
      guidance: z.enum(['separate', 'shared', 'none']),
      cld: z.boolean(),
      objective: z.string(),
    })
    const items = z.array(item).parse(json(out))
    expect([items.length, items.filter(({ cld }) => cld).length, status, err]).toEqual([44, 7, 0, ''])
    expect(items.find(({ id }) => id === 'CLD.9.5.1')).toEqual({
      id: 'CLD.9.5.1',
      title: { ja: '仮想コンピューティング環境における分離', en: 'Segregation in virtual computing environments' },
      roles: { customer: false, provider: true },
      guidance: 'separate',
      cld: true,
      objective: 'CLD.9.5',
    })
  })

  it('speaks both languages, and says where a title or an edition is not confirmed', async () => {
    expect((await catalogue('list', '--lang', 'ja')).out).toContain('未確認')
    const draft = await catalogue('items', 'iso27017-2026')
    expect(draft.err).toContain('is unconfirmed')
    expect(draft.status).toBe(0)
    expect((await catalogue('items', 'iso27017-2026', '--lang', 'ja')).out).toContain('（題名は仮訳）')
  })

  it('shows an item with our questions and its mappings, resolves, maps, compares and searches', async () => {
    expect((await catalogue('show', 'iso27017-2015', '13.1.3', '--lang', 'ja')).out).toContain('当製品による説明と質問')
    expect((await catalogue('resolve', 'iso27017-2015', '--role', 'provider')).out).toContain(
      'iso27002-2013 states + iso27017-2015 extends',
    )
    expect((await catalogue('map', 'iso27002-2022', 'iso27002-2013', '8.22')).out).toContain('13.1.3')
    expect((await catalogue('diff', 'iso27017-2015', 'iso27017-2026')).out).toContain('8.35')
    expect((await catalogue('diff', 'iso27017-2015', 'iso27017-2026')).err).toContain('is unconfirmed')
    expect((await catalogue('search', 'segregation', '--edition', 'iso27017-2026')).out).toContain(
      'iso27017-2026 (unconfirmed)',
    )
    expect((await catalogue('show', 'iso27017-2015', '13.1.3')).out).toContain('8.35 (intersects, unconfirmed)')
    expect((await catalogue('search', '要塞化')).out).toContain('CLD.9.5.2')
    expect((await catalogue('search', 'no', 'such', 'thing', 'anywhere')).out).toBe('Nothing was found.\n')
  })

  it.each([
    ['an unknown edition', ['items', 'nowhere']],
    ['an unknown item', ['show', 'iso27017-2015', '99.1']],
    ['a role that is none', ['items', 'iso27017-2015', '--role', 'partner']],
    ['a language that is none', ['list', '--lang', 'fr']],
    ['two editions without a mapping', ['map', 'cism', 'iso27017-2015']],
    ['a format that is none', ['diff', 'iso27017-2015', 'iso27017-2026', '--format', 'rtf']],
    ['a file that is not there', ['import', '/nowhere/x.csv', '--edition', 'iso27017-2015']],
    ['an import without a target', ['import', 'x.csv']],
  ])('%s ends with 3 and a sentence on stderr', async (_, words) => {
    const { out, err, status } = await catalogue(...words)
    expect([status, out]).toEqual([3, ''])
    expect(err).toMatch(/\S/)
  })

  it('imports a licensed text after a dry run that writes nothing, and shows it beside ours', async () => {
    const folder = await fresh()
    const file = join(folder, 'copy.csv')
    await writeFile(file, '項番,クラウドサービスプロバイダ\n13.1.3,取り込んだ例文\n')
    const arguments_ = ['import', file, '--edition', 'iso27017-2015', '--source', '自社の規格票', '--catalogue', folder]
    const dry = await catalogue(...arguments_, '--dry-run')
    expect([dry.status, dry.err]).toEqual([0, 'Dry run: 1 rows were checked; nothing was written.\n'])
    const before = await catalogue('show', 'iso27017-2015', '13.1.3', '--catalogue', folder)
    expect(before.out).not.toContain('取り込んだ例文')
    expect((await catalogue(...arguments_)).status).toBe(0)
    const after = await catalogue('show', 'iso27017-2015', '13.1.3', '--catalogue', folder)
    expect(after.out).toContain('取り込んだ例文')
    expect(after.out).toContain('Our own explanation and questions')
  })

  it('imports nothing of a file with one bad row', async () => {
    const folder = await fresh()
    const file = join(folder, 'copy.csv')
    await writeFile(file, '項番,本文\n13.1.3,例文\n99.9,例文\n')
    const { status, err } = await catalogue('import', file, '--edition', 'iso27017-2015', '--catalogue', folder)
    expect(status).toBe(3)
    expect(err).toContain('row 3: 99.9 is not an item of iso27017-2015')
    expect((await catalogue('show', 'iso27017-2015', '13.1.3', '--catalogue', folder)).out).not.toContain('例文')
  })

  it('imports an official list as an edition of its own, and never over a shipped one', async () => {
    const folder = await fresh()
    const file = join(folder, 'list.csv')
    await writeFile(file, '項番,本文\n5.1.1.24.P,例文。\n')
    expect((await catalogue('import', file, '--as', 'my-list', '--catalogue', folder)).status).toBe(0)
    expect((await catalogue('items', 'my-list', '--catalogue', folder)).out).toContain('5.1.1.24.P')
    expect((await catalogue('import', file, '--as', 'cism', '--catalogue', folder)).status).toBe(3)
  })

  it('[C-1] an imported edition is never written over, and its name never leads out of the folder', async () => {
    const folder = await fresh()
    const file = join(folder, 'list.csv')
    await writeFile(file, '項番,本文\n5.1.1.24.P,例文。\n')
    expect((await catalogue('import', file, '--as', 'my-list', '--catalogue', folder)).status).toBe(0)
    await writeFile(file, '項番,本文\n5.1.1.25.P,別の例文。\n')
    const again = await catalogue('import', file, '--as', 'my-list', '--catalogue', folder)
    expect([again.status, again.err]).toEqual([3, expect.stringContaining('an edition never changes')])
    expect((await catalogue('items', 'my-list', '--catalogue', folder)).out).toContain('5.1.1.24.P')
    const out = await catalogue('import', file, '--as', '../my-list', '--catalogue', folder)
    expect([out.status, out.err]).toEqual([3, expect.stringContaining('cannot be the name of an edition')])
    expect((await catalogue('show', 'my-list', '--catalogue', folder)).out).toContain('list.csv')
  })

  it('[C-6] a supplement is labelled wherever it shows, and its mark survives a table', async () => {
    const folder = await fresh()
    const file = join(folder, 'list.csv')
    await writeFile(file, '項番,本文,独自記載\n4.4.1.1,例文。,○\n4.4.1.2,例文。,\n')
    await catalogue('import', file, '--as', 'own', '--base', 'ism-2016', '--catalogue', folder)
    for (const words of [
      ['items', 'own', '--all'],
      ['resolve', 'own'],
      ['show', 'own', '4.4.1.1'],
    ]) {
      const { out } = await catalogue(...words, '--catalogue', folder, '--lang', 'ja')
      expect(out.match(/独自記載（補足・適用指針）/g)).toHaveLength(1)
    }
    const csv = (await catalogue('export', 'own', '--format', 'csv', '--catalogue', folder)).out.split('\r\n')
    expect(csv.filter((row) => row.endsWith('○'))).toEqual([expect.stringMatching(/^4\.4\.1\.1,/)])
  })

  it('its help speaks the language of the environment', () => {
    const help = (lang: Lang): string => {
      const seen: string[] = []
      for (const command of [catalogueCommand, revisionCommand, guideCommand, oscalCommand]) {
        const program = new Command().exitOverride().configureOutput({ writeOut: (text) => void seen.push(text) })
        const io: Io = { out: String, err: String, isTerminal: false, isErrTerminal: false, lang }
        command.register(program, io, () => undefined)
        for (const each of program.commands)
          for (const one of [each, ...each.commands]) seen.push(one.helpInformation())
      }
      return seen.join('\n')
    }
    const [ja, en] = [help('ja'), help('en')]
    const plain = (text: string): string => text.replaceAll(/\s+/g, '')
    expect(Object.keys(HELP).length).toBeGreaterThan(40)
    for (const { ja: said, en: meant } of Object.values(HELP)) {
      expect(plain(ja)).toContain(plain(said))
      expect(plain(en)).toContain(plain(meant))
    }
    expect(ja).not.toMatch(/Usage:|Options:|display help/)
  })

  it('[C-9] keeps a corrected title and a confirmed edition', async () => {
    const folder = await fresh()
    await catalogue('correct', 'iso27002-2013', '9.3', '--ja', '直した題名', '--by', 'A. Reader', '--catalogue', folder)
    await catalogue('confirm', 'iso27017-2026', '--by', 'A. Reader', '--catalogue', folder)
    expect((await catalogue('show', 'iso27002-2013', '9.3', '--lang', 'ja', '--catalogue', folder)).out).toContain(
      '直した題名',
    )
    expect((await catalogue('items', 'iso27017-2026', '--catalogue', folder)).err).toBe('')
    expect((await catalogue('list', '--lang', 'ja', '--catalogue', folder)).out).not.toContain('未確認')
  })

  it('[C-10] carries answers, and lists those without a target', async () => {
    const folder = await fresh()
    const file = join(folder, 'answers.json')
    await writeFile(
      file,
      JSON.stringify([
        { item: '13.1.3', answer: 'yes' },
        { item: 'CLD.9.5.1', answer: 'yes' },
      ]),
    )
    const { out } = await catalogue('carry', 'iso27017-2015', 'iso27002-2022', file)
    expect(out).toMatch(/13\.1\.3 +intersects +8\.22 +to review/)
    expect(out).toContain('answers without a target: CLD.9.5.1')
  })

  it('exports OSCAL that it can import again, and a table that opens with no formula', async () => {
    const folder = await fresh()
    const file = join(folder, 'x.json')
    expect((await catalogue('export', 'iso27017-2015', '--out', file)).status).toBe(0)
    // A catalog of ours holds no licensed text: laid on to an edition it brings nothing, as an edition of one's own it comes whole.
    const laid = await catalogue('import', file, '--edition', 'iso27017-2015', '--dry-run')
    expect([laid.status, laid.err]).toEqual([3, expect.stringContaining('there is no row to import')])
    expect((await catalogue('import', file, '--as', 'mine', '--catalogue', folder)).status).toBe(0)
    const again = z
      .array(z.unknown())
      .parse(json((await catalogue('items', 'mine', '--json', '--catalogue', folder)).out))
    expect(again).toEqual(json((await catalogue('items', 'iso27017-2015', '--json')).out))
    const csv = await catalogue('export', 'iso27017-2015', '--format', 'csv')
    expect(csv.out.split('\r\n')[1]).toMatch(/^(CLD\.6\.3|5\.1\.1),/)
  })
})

describe('akashi revision', () => {
  const base = ['--base', join(EXAMPLE, 'kitei-1.json')]
  const file = join(EXAMPLE, 'revision.yaml')

  it('[R-5][R-6] checks the example and publishes the edition, the mapping and the tables', async () => {
    const checked = await run(revisionCommand, 'revision', 'check', file, ...base)
    expect([checked.status, checked.err]).toEqual([0, ''])
    expect(checked.out).toContain('2 to reflect, 1 not, 0 open. Ready to publish.')
    const out = await fresh()
    const published = await run(revisionCommand, 'revision', 'publish', file, ...base, '--out', out, '--json')
    const { files } = z.object({ files: z.array(z.string()) }).parse(json(published.out))
    expect(files.map((name) => name.slice(out.length + 1))).toEqual([
      'example-kitei-2.json',
      'example-kitei-2.texts.json',
      'example-kitei-1--example-kitei-2.json',
      'example-kitei-2.xlsx',
      'example-kitei-2.pdf',
      'example-kitei-2.docx',
    ])
    expect((await readFile(files[4] ?? '')).subarray(0, 5).toString('latin1')).toBe('%PDF-')
  })

  it('keeps the base with the new edition, so that the mapping leads somewhere', async () => {
    const folder = await fresh()
    const words = ['revision', 'publish', file, ...base, '--out', join(folder, 'out'), '--keep', '--catalogue', folder]
    expect((await run(revisionCommand, ...words)).status).toBe(0)
    const mapped = await catalogue('map', 'example-kitei-1', 'example-kitei-2', '--catalogue', folder)
    expect([mapped.status, mapped.err]).toEqual([0, ''])
    expect(mapped.out).toContain('5.1.2.1')
    // C-1: what was published is not published again.
    expect((await run(revisionCommand, ...words)).status).toBe(1)
  })

  it('[R-5] publishes nothing while a check fails', async () => {
    const folder = await fresh()
    const broken = join(folder, 'revision.yaml')
    await writeFile(broken, (await readFile(file, 'utf8')).replace(/policy: ['"]2['"]/, 'policy: "9"'))
    const out = join(folder, 'out')
    const { status, err } = await run(revisionCommand, 'revision', 'publish', broken, ...base, '--out', out)
    expect(status).toBe(1)
    expect(err).toContain('names policy 9, which does not exist')
    await expect(readFile(join(out, 'example-kitei-2.json'))).rejects.toThrow('ENOENT')
  })
})

describe('akashi guide', () => {
  it('prints one procedure, a chapter, or everything, in both languages', async () => {
    const one = await run(guideCommand, 'guide', 'C.8.3.3', '--lang', 'ja')
    expect(one.out).toContain('テナント毎に独立したテナント用ネットワークが設定されているか確認')
    expect(one.out).not.toContain('C.8.3.5')
    expect((await run(guideCommand, 'guide', 'C.9')).out).toContain('C.9.3.7')
    expect((await run(guideCommand, 'guide', 'C.99')).status).toBe(3)
    const all = z
      .array(z.object({ procedures: z.array(z.unknown()) }))
      .parse(json((await run(guideCommand, 'guide', '--json')).out))
    expect(all.flatMap(({ procedures }) => procedures).length).toBeGreaterThanOrEqual(25)
  })

  it('bytes go to a file, never to a terminal', async () => {
    const { status, out } = await run(guideCommand, 'guide', '--format', 'docx')
    expect([status, out]).toEqual([3, ''])
  })
})

describe('akashi oscal', () => {
  const oscal = (...words: string[]) => run(oscalCommand, 'oscal', ...words)

  it('writes catalogs, profiles, mappings and the plan, and finds a reference that leads nowhere', async () => {
    const folder = await fresh()
    const path = (name: string) => join(folder, `${name}.json`)
    const made = [
      await oscal('catalog', 'iso27017-2015', '--out', path('catalog')),
      await oscal('catalog', 'iso27002-2013', '--out', path('base')),
      await oscal('profile', 'iso27017-2015', '--role', 'provider', '--out', path('profile')),
      await oscal('mapping', 'iso27017-2015', 'iso27002-2022', '--out', path('mapping')),
      await oscal('plan', '--out', path('plan')),
    ]
    expect(made.map(({ status }) => status)).toEqual([0, 0, 0, 0, 0])
    const good = await oscal('check', path('profile'), '--with', path('catalog'), path('base'))
    expect([good.status, good.out]).toEqual([0, 'Every reference leads somewhere.\n'])
    const text = await readFile(path('profile'), 'utf8')
    await writeFile(path('broken'), text.replace('iso27017-2015.CLD.9.5.1', 'iso27017-2015.CLD.9.5.9'))
    const broken = await oscal('check', path('broken'), '--with', path('catalog'), path('base'))
    expect([broken.status, broken.out]).toEqual([1, expect.stringContaining('control iso27017-2015.CLD.9.5.9')])
    expect((await oscal('read', path('profile'))).out).toContain('"roles"')
    expect((await oscal('check', path('nowhere'))).status).toBe(3)
    // Without the catalogs nobody knows whether the controls exist: that is said, and is no clean result.
    const alone = await oscal('check', path('mapping'))
    expect([alone.status, alone.out, alone.err]).toEqual([2, '', expect.stringContaining('were not checked')])
    await writeFile(path('stranger'), '{"foo": 1}')
    expect((await oscal('check', path('stranger'))).status).toBe(3)
  })
})
