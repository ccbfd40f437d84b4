import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { tarOf } from '../../test/support/tar.ts'
import { intakeDesk, intakeEntries, type Intake } from './intake.ts'
import { en } from '../report/sentences/en.ts'
import { ja } from '../report/sentences/ja.ts'
import { INTAKE_CODES } from './intake/codes.ts'
import { describeByEngagement } from './intake/describe.ts'
import { LIMITS } from './intake/limits.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const hash = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex')
const texts = (intake: Intake): Record<string, string> =>
  Object.fromEntries(intake.artifacts.filter((a) => a.settled === undefined).map((a) => [a.path, a.text]))
const codes = (intake: Intake): readonly string[] => intake.problems.map((p) => `${p.code} ${p.at?.file}`)

describe('files', () => {
  it('[I-1] are hashed one by one, and the set by its sorted paths and hashes, in whatever order they come', () => {
    const files = [
      { path: 'b/x.txt', bytes: bytes('x') },
      { path: 'a.txt', bytes: bytes('a') },
    ]
    const intake = intakeEntries(files)
    expect(intake.artifacts.map((a) => [a.path, a.folder, a.sha256])).toEqual([
      ['a.txt', '', hash('a')],
      ['b/x.txt', 'b', hash('x')],
    ])
    expect(intake.sha256).toBe(hash(`a.txt\0${hash('a')}\nb/x.txt\0${hash('x')}\n`))
    expect(intakeEntries(files.toReversed())).toEqual(intake)
  })

  it('[I-1] that are no evidence are ignored and leave the hash of the set alone', () => {
    const evidence = { path: 'a.txt', bytes: bytes('a') }
    const intake = intakeEntries([
      evidence,
      { path: 'akashi.yaml', bytes: bytes('akashi: 1') },
      { path: 'lab/truth.json', bytes: bytes('[]') },
    ])
    expect(intake.artifacts.map((a) => a.settled)).toEqual([undefined, 'ignored', 'ignored'])
    expect(intake.sha256).toBe(intakeEntries([evidence]).sha256)
  })

  it('[I-2] are decoded as UTF-8, UTF-16 with a mark, or Latin-1 with a note; bytes that are no text are a problem', () => {
    const intake = intakeEntries([
      { path: '1', bytes: bytes('\ufeff証') },
      { path: '2', bytes: Uint8Array.of(0xff, 0xfe, 0x3c, 0x8a) },
      { path: '3', bytes: Uint8Array.of(0xfe, 0xff, 0x8a, 0x3c) },
      { path: '4', bytes: Uint8Array.of(0x63, 0xe9) },
      { path: '5', bytes: Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 1) },
    ])
    expect(texts(intake)).toEqual({ 1: '証', 2: '証', 3: '証', 4: 'cé' })
    expect(codes(intake)).toEqual(['intake-latin1 4', 'intake-binary 5'])
    expect(intake.artifacts[4]?.settled).toBe('unrecognised')
  })
})

describe('limits', () => {
  const files = ['a', 'b', 'c'].map((path) => ({ path, bytes: bytes('12345') }))
  it.each([
    [{ fileBytes: 4 }, [], ['intake-file-large a', 'intake-file-large b', 'intake-file-large c']],
    [{ totalBytes: 11 }, ['a', 'b'], ['intake-total-large c']],
    [{ files: 1 }, ['a'], ['intake-files-many b']],
  ])('[I-3] refuse what is too much, say so, and keep the rest: %j', (limit, kept, said) => {
    const intake = intakeEntries(files, { ...LIMITS, ...limit })
    expect(Object.keys(texts(intake))).toEqual(kept)
    expect(codes(intake)).toEqual(said)
  })

  it('[I-3] hold for time, which the caller measures', () => {
    const desk = intakeDesk(LIMITS, () => true)
    desk.add({ path: 'a', bytes: bytes('a') })
    expect(desk.full()).toBe(true)
    expect(codes(desk.finish())).toEqual(['intake-time a'])
  })

  it('[I-3] refuse content that unpacks to far more than its packed size', () => {
    const bomb = gzipSync(new Uint8Array(8 * 2 ** 20))
    expect(codes(intakeEntries([{ path: 'x.gz', bytes: bomb }]))).toEqual(['intake-ratio x.gz'])
    const zip = zipSync({ 'x.txt': new Uint8Array(8 * 2 ** 20), 'y.txt': strToU8('y') })
    const intake = intakeEntries([{ path: 'x.zip', bytes: zip }])
    expect(codes(intake)).toEqual(['intake-ratio x.zip/x.txt'])
    expect(texts(intake)).toEqual({ 'x.zip/y.txt': 'y' })
  })
})

describe('archives', () => {
  const tar = tarOf([
    { name: 'hv/ip.json', text: '[]' },
    { name: 'note.txt', text: 'n' },
  ])
  it.each([
    ['zip', zipSync({ 'hv/ip.json': strToU8('[]'), 'note.txt': strToU8('n') })],
    ['tar', tar],
    ['tar.gz', gzipSync(tar)],
  ])('[I-4] are unpacked by content, under their own path: %s', (suffix, packed) => {
    const intake = intakeEntries([{ path: `in/set.${suffix}`, bytes: packed }])
    expect(texts(intake)).toEqual({ [`in/set.${suffix}/hv/ip.json`]: '[]', [`in/set.${suffix}/note.txt`]: 'n' })
    expect(intake.artifacts.map((a) => a.folder)).toEqual(['in', 'hv', 'set'])
    expect(intake.problems).toEqual([])
  })

  it('[I-4] that are the set themselves give the same set as the folder they were made of', () => {
    const desk = intakeDesk()
    desk.addSet({ path: 'set.tar.gz', bytes: gzipSync(tar) })
    const folder = intakeEntries([
      { path: 'hv/ip.json', bytes: bytes('[]') },
      { path: 'note.txt', bytes: bytes('n') },
    ])
    expect(desk.finish()).toEqual(folder)
  })

  it('[I-4] inside archives are not opened, and a single packed file is', () => {
    const inner = zipSync({ 'a.txt': strToU8('a') })
    const intake = intakeEntries([
      { path: 'outer.zip', bytes: zipSync({ 'inner.zip': inner }) },
      { path: 'hv/ip.json.gz', bytes: gzipSync('[]') },
    ])
    expect(codes(intake)).toEqual(['intake-archive-nested outer.zip/inner.zip'])
    expect(texts(intake)).toEqual({ 'hv/ip.json': '[]' })
  })

  it('[I-5] cannot write outside, nor bring links and devices; the rest goes on', () => {
    const hostile = tarOf([
      { name: '../../etc/passwd', text: 'x' },
      { name: '/etc/passwd', text: 'x' },
      { name: 'link', type: '2', link: '/etc/passwd' },
      { name: 'hard', type: '1', link: '/etc/passwd' },
      { name: 'null', type: '3' },
      { name: 'good.txt', text: 'good' },
    ])
    const intake = intakeEntries([{ path: 'h.tar', bytes: hostile }])
    expect(texts(intake)).toEqual({ 'h.tar/good.txt': 'good' })
    expect(intake.problems.map((p) => [p.code, p.params?.['reason'] ?? null])).toEqual([
      ['intake-path', 'traversal'],
      ['intake-path', 'absolute'],
      ['intake-symlink', null],
      ['intake-hardlink', null],
      ['intake-device', null],
    ])
  })

  it('[I-5] of the ZIP kind bring no links either, and no names with control characters', () => {
    const zip = zipSync({
      link: [strToU8('/etc/passwd'), { os: 3, attrs: (0o120777 << 16) >>> 0 }],
      'a\nb': strToU8('x'),
      'C:\\x': strToU8('x'),
      ok: strToU8('ok'),
    })
    const intake = intakeEntries([{ path: 'h.zip', bytes: zip }])
    expect(texts(intake)).toEqual({ 'h.zip/ok': 'ok' })
    expect(intake.problems.map((p) => [p.code, p.params?.['reason'] ?? null])).toEqual([
      ['intake-symlink', null],
      ['intake-path', 'control-character'],
      ['intake-path', 'absolute'],
    ])
    expect(JSON.stringify(intake.problems.map((p) => p.at?.file))).not.toMatch(/\\n/)
  })

  it('[I-6] that are cut give the files that are whole, and a problem', () => {
    const long = tarOf([
      { name: 'a', text: 'a' },
      { name: 'b', text: 'b'.repeat(2000) },
    ])
    const cutTar = intakeEntries([{ path: 't.tar', bytes: long.subarray(0, 2000) }])
    expect(texts(cutTar)).toEqual({ 't.tar/a': 'a' })
    expect(codes(cutTar)).toEqual(['intake-archive-cut t.tar'])
    const cutZip = intakeEntries([
      { path: 'z.zip', bytes: zipSync({ a: strToU8('a'), b: strToU8('b'.repeat(99)) }).subarray(0, 40) },
    ])
    expect(texts(cutZip)).toEqual({ 'z.zip/a': 'a' })
    expect(codes(cutZip)).toEqual(['intake-archive-cut z.zip'])
    expect(codes(intakeEntries([{ path: 'x.gz', bytes: gzipSync('hello hello hello').subarray(0, 20) }]))).toEqual([
      'intake-archive-cut x.gz',
    ])
  })

  it('[I-6] whose content is not what was packed are not used', () => {
    const zip = zipSync({ a: [strToU8('aaaa'), { level: 0 }] })
    const at = zip.indexOf(0x61, 31)
    zip[at] = 0x62
    const intake = intakeEntries([{ path: 'z.zip', bytes: zip }])
    expect(texts(intake)).toEqual({})
    expect(codes(intake)).toEqual(['intake-archive-broken z.zip/a'])
  })
})

describe('a collection manifest', () => {
  const row = { file: 'ip.json', command: 'ip -j addr', device: 'hv', time: '2026-11-21T23:41:00Z', exit: 0 }
  const set = (manifest: string, name = 'manifest.jsonl'): Intake =>
    intakeEntries([
      { path: 'c/ip.json', bytes: bytes('[]') },
      { path: `c/${name}`, bytes: bytes(manifest) },
    ])

  it('[I-7] says command, device, time and exit of each file', () => {
    const good = { ...row, sha256: hash('[]') }
    for (const intake of [
      set(JSON.stringify(good)),
      set(JSON.stringify([good]), 'manifest.json'),
      set(JSON.stringify({ device: 'hv', files: [{ ...good, device: undefined }] }), 'manifest.json'),
    ]) {
      expect(intake.artifacts[0]).toMatchObject({
        device: 'hv',
        command: 'ip -j addr',
        collectedAt: '2026-11-21T23:41:00Z',
        exit: 0,
      })
      expect(intake.artifacts[1]?.settled).toBe('ignored')
      expect(intake.problems).toEqual([])
    }
  })

  it('[I-7] whose hash disagrees takes the file out of the evidence', () => {
    const intake = set(JSON.stringify({ ...row, sha256: hash('other') }))
    expect(codes(intake)).toEqual(['manifest-hash c/ip.json'])
    expect(intake.artifacts[0]).toMatchObject({ settled: 'unrecognised', text: '' })
  })

  it('[I-7] that names a file that is not there, or has a bad line, is a problem', () => {
    const intake = set(`${JSON.stringify(row)}\n{"file":"gone.json"}\n{"file":"../../x"}\nnonsense`)
    expect(intake.problems.map((p) => [p.code, p.at?.file, p.at?.line ?? null])).toEqual([
      ['manifest-line', 'c/manifest.jsonl', 3],
      ['manifest-line', 'c/manifest.jsonl', 4],
      ['manifest-missing', 'c/gone.json', null],
    ])
  })

  it('[I-7] changes the hash of the set; a file that only bears the name is evidence like any other', () => {
    expect(set(JSON.stringify(row)).sha256).not.toBe(set(JSON.stringify({ ...row, exit: 1 })).sha256)
    expect(set('{"Vpcs":[]}', 'manifest.json').artifacts[1]?.settled).toBeUndefined()
  })

  it('[I-7] is overridden by the engagement, which may name files and folders', () => {
    const { artifacts, problems } = describeByEngagement(set(JSON.stringify(row)).artifacts, [
      { path: 'c', device: 'other' },
      { path: 'nowhere', device: 'x' },
    ])
    expect(artifacts[0]).toMatchObject({ device: 'other', command: 'ip -j addr' })
    expect(problems.map((p) => p.code)).toEqual(['evidence-entry-missing'])
  })
})

it('[I-13] each of its problems has a sentence in both languages', () => {
  for (const code of INTAKE_CODES) {
    expect(Object.keys(en.problems)).toContain(code)
    expect(Object.keys(ja.problems)).toContain(code)
  }
})
