import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { LIMITS } from '../evidence/intake/limits.ts'
import { intakeFolder } from './intake-folder.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'akashi-intake-'))
  await mkdir(join(folder, 'set/hv'), { recursive: true })
  await writeFile(join(folder, 'set/hv/ip.json'), '[]')
  await writeFile(join(folder, 'outside.txt'), 'outside')
})
afterEach(() => rm(folder, { recursive: true }))

const open = (path: string): ReturnType<typeof intakeFolder> => intakeFolder(join(folder, path))

it('[I-1] a folder is walked in the order of its names, and gives the same set twice', async () => {
  await writeFile(join(folder, 'set/a.txt'), 'a')
  const first = await open('set')
  expect(first.artifacts.map((a) => a.path)).toEqual(['a.txt', 'hv/ip.json'])
  expect(await open('set')).toEqual(first)
})

it('[I-5] a link out of the folder is not followed, one to a file inside is that file', async () => {
  await symlink('../outside.txt', join(folder, 'set/out'))
  await symlink('..', join(folder, 'set/up'))
  await symlink('hv/ip.json', join(folder, 'set/in'))
  await symlink('nowhere', join(folder, 'set/dangling'))
  const intake = await open('set')
  expect(intake.artifacts.map((a) => a.path)).toEqual(['hv/ip.json', 'in'])
  expect(intake.problems.map((p) => [p.code, p.at?.file])).toEqual([
    ['intake-symlink', 'dangling'],
    ['intake-symlink', 'out'],
    ['intake-symlink', 'up'],
  ])
})

it('[I-4] an archive may be the set itself', async () => {
  await writeFile(join(folder, 'set.zip'), zipSync({ 'hv/ip.json': strToU8('[]') }))
  expect((await open('set.zip')).sha256).toBe((await open('set')).sha256)
})

it('[I-3] a file beyond the limit is a problem and is not read', async () => {
  await writeFile(join(folder, 'set/big.txt'), 'x'.repeat(100))
  const intake = await intakeFolder(join(folder, 'set'), { ...LIMITS, fileBytes: 10 })
  expect(intake.artifacts.map((a) => a.path)).toEqual(['hv/ip.json'])
  expect(intake.problems.map((p) => p.code)).toEqual(['intake-file-large'])
})

it('a folder that is not there is the caller’s to report', async () => {
  await expect(open('gone')).rejects.toThrow(/ENOENT/)
})
