import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { gzipSync } from 'node:zlib'
import { tarOf } from '../../../test/support/tar.ts'
import { intakeEntries } from '../intake.ts'
import type { Intake } from '../intake.ts'
import { LIMITS } from './limits.ts'
import { safePath } from './path.ts'
import { readTar } from './tar.ts'
import { gunzip } from './unpack.ts'
import { readZip } from './zip.ts'

const texts = ({ artifacts }: Intake): object =>
  Object.fromEntries(artifacts.flatMap(({ path, text }) => (text === '' ? [] : [[path, text]])))
const found = ({ problems }: Intake): readonly (readonly unknown[])[] =>
  problems.map(({ code, params }) => [code, params?.['method'] ?? params?.['reason'] ?? null])

/** The archive with a number in the directory’s entry of its first file changed. */
function twisted(zip: Uint8Array, offset: number, change: (value: number) => number): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  for (let at = 0; at + 46 < zip.length; at += 1)
    if (view.getUint32(at, true) === 0x02014b50) {
      view.setUint32(at + offset, change(view.getUint32(at + offset, true)), true)
      return zip
    }
  throw new Error('the archive has no directory')
}

describe('[I-5] a path within the evidence', () => {
  const limits = { depth: 3, pathLength: 20 }
  it.each([
    ['a/./b//c', { path: 'a/b/c' }],
    ['a\\b', { path: 'a/b' }],
    ['..\\..\\etc', { refused: 'traversal' }],
    ['a/..', { refused: 'traversal' }],
    ['a\\..\\..\\b', { refused: 'traversal' }],
    ['\\\\server\\share', { refused: 'absolute' }],
    ['/a', { refused: 'absolute' }],
    ['c:a', { refused: 'absolute' }],
    ['a/b/c/d', { refused: 'too-deep' }],
    ['a'.repeat(21), { refused: 'too-long' }],
    ['a'.repeat(20), { path: 'a'.repeat(20) }],
    ['././', { refused: 'empty' }],
    ['', { refused: 'empty' }],
    ['a\u2028b', { refused: 'control-character' }],
    ['a\0b', { refused: 'control-character' }],
  ])('%j', (name, answer) => expect(safePath(name, limits)).toEqual(answer))
})

describe('[I-3] unpacking', () => {
  it('never goes beyond the room that there is, however well the content packs', () => {
    const packed = gzipSync(new Uint8Array(500_000))
    expect(gunzip(packed, { room: 1000, ratio: 1_000_000 })).toEqual({ refused: 'large' })
    expect(gunzip(packed, { room: 499_999, ratio: 1_000_000 })).toEqual({ refused: 'large' })
    expect(gunzip(packed, { room: 500_000, ratio: 1_000_000 })).toMatchObject({ cut: false })
  })

  it('lists no more entries than are allowed, and says so', () => {
    const names = ['a', 'b', 'c']
    const zip = zipSync(Object.fromEntries(names.map((name) => [name, strToU8(name)])))
    const tar = tarOf(names.map((name) => ({ name, text: name })))
    for (const list of [() => readZip(zip, 2), () => readTar(tar, 2)]) {
      const { entries, fault } = list()
      expect([entries.map(({ name }) => name), fault]).toEqual([['a', 'b'], 'many'])
    }
    for (const list of [() => readZip(zip, 3), () => readTar(tar, 3)]) expect(list().fault).toBeNull()
  })

  it('says that an archive has too many entries, and keeps those before', () => {
    const tar = tarOf(['a', 'b', 'c'].map((name) => ({ name, text: name })))
    const intake = intakeEntries([{ path: 't.tar', bytes: tar }], { ...LIMITS, files: 3 })
    expect(found(intake)).toContainEqual(['intake-files-many', null])
    expect(texts(intake)).toEqual({ 't.tar/a': 'a', 't.tar/b': 'b' })
  })
})

describe('an entry of an archive', () => {
  const entry = (zip: Uint8Array): Intake => intakeEntries([{ path: 'h.zip', bytes: zip }])

  it.each([0o020666, 0o060666, 0o010666, 0o140666])('[I-5] that is a device is refused: type %o', (type) => {
    const zip = zipSync({ null: [strToU8('x'), { os: 3, attrs: (type << 16) >>> 0 }], ok: strToU8('ok') })
    const intake = entry(zip)
    expect(found(intake)).toEqual([['intake-device', null]])
    expect(texts(intake)).toEqual({ 'h.zip/ok': 'ok' })
  })

  it('[I-6] that is encrypted is refused for what it is', () => {
    const intake = entry(twisted(zipSync({ a: strToU8('aaaa'), ok: strToU8('ok') }), 8, (flags) => flags | 1))
    expect(found(intake)).toEqual([['intake-archive-method', 'encrypted']])
    expect(texts(intake)).toEqual({ 'h.zip/ok': 'ok' })
  })

  it.each([1, -1])('[I-6] whose content has not the size that is stated is not used: %i', (more) => {
    const intake = entry(twisted(zipSync({ a: strToU8('aaaa'), ok: strToU8('ok') }), 24, (size) => size + more))
    expect(found(intake)).toEqual([['intake-archive-broken', 'content']])
    expect(texts(intake)).toEqual({ 'h.zip/ok': 'ok' })
  })

  it('[I-5] whose path stands there already is refused, and the first one counts', () => {
    const tar = tarOf([
      { name: 'a', text: 'first' },
      { name: './a', text: 'second' },
    ])
    const intake = intakeEntries([{ path: 't.tar', bytes: tar }])
    expect(found(intake)).toEqual([['intake-path-twice', null]])
    expect(texts(intake)).toEqual({ 't.tar/a': 'first' })
  })
})
