import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { intakeFolder } from '../cli/intake-folder.ts'
import { commandSections, jsonPieces, quoter, refusal } from './text-pieces.ts'

const EVIDENCE = resolve(import.meta.dirname, '../../../shared/evidence')

describe.skipIf(!existsSync(EVIDENCE))('real evidence, of our labs and of the public', () => {
  it('[I-1] is taken in whole, and twice with the same answer', async () => {
    const intake = await intakeFolder(EVIDENCE)
    expect(intake.artifacts.length).toBeGreaterThan(600)
    expect(intake.problems.filter((problem) => problem.severity === 'error')).toEqual([])
    expect((await intakeFolder(EVIDENCE)).sha256).toBe(intake.sha256)
  })

  it('[I-8] every JSON file is one whole document, whose members can be quoted', async () => {
    const { artifacts } = await intakeFolder(EVIDENCE)
    const documents = artifacts.filter((a) => a.path.endsWith('.json') && /^\s*[[{]/.test(a.text) && parses(a.text))
    expect(documents.length).toBeGreaterThan(200)
    for (const { path, text } of documents) {
      expect([path, jsonPieces(text).map((piece) => piece.truncated)]).toEqual([path, [false]])
      const look = quoter(text)
      const first = Object.keys(JSON.parse(text) as object)[0]
      if (first !== undefined)
        expect(look({ pointer: `/${first.replaceAll('~', '~0').replaceAll('/', '~1')}` })).not.toBeNull()
    }
  })

  it('[I-8] no line of real output is taken for a prompt', async () => {
    const { artifacts } = await intakeFolder(EVIDENCE)
    const cut = artifacts.filter((a) => a.text !== '' && commandSections(a.text).some((s) => s.command !== undefined))
    expect(cut.map((a) => a.path)).toEqual([])
  })

  it('[I-12] no answer of a real command is taken for a refusal, and the one refusal among them is', async () => {
    const { artifacts } = await intakeFolder(EVIDENCE)
    const answers = artifacts.filter((a) => a.settled === undefined && a.text.trim() !== '')
    expect(answers.filter((a) => refusal(a.text)).map((a) => a.path)).toEqual(['lab/lio/targetcli-ls.txt'])
  })
})

const parses = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
