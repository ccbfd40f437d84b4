import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dice } from '../oracle/dice.ts'
import { compare } from './compare.ts'
import { collected } from './evidence.ts'
import { labOf } from './lab.ts'
import { labsWork } from './namespaces.ts'
import { runLab, triedIn, writeLab } from './run.ts'
import { spoil } from './spoil.ts'

/** AKASHI_LABS=n tries n seeds, AKASHI_SEED=s begins at s. */
const LABS = Number(process.env['AKASHI_LABS'] ?? 4)
const FIRST = Number(process.env['AKASHI_SEED'] ?? 1)
const SEEDS = Array.from({ length: LABS }, (_, i) => FIRST + i)

describe.skipIf(!labsWork())('random labs on this kernel', () => {
  it.each(SEEDS)(
    '[V-2] lab %i: what is foretold is what packets do, and with less evidence it is that or unknown',
    { timeout: 240_000 },
    (seed) => {
      const world = labOf(seed)
      const out = mkdtempSync(join(tmpdir(), 'akashi-lab-'))
      try {
        writeLab(world, out)
        expect(runLab(out, `akashi${process.pid}`)).toEqual([])
        const tried = triedIn(out)
        const entries = collected(world, out)
        const { asked, unknown, wrong } = compare(entries, tried)
        const spoilt = compare(spoil(entries, dice(seed)), tried)
        const told = `${unknown.length} of ${asked} unknown, with less evidence ${spoilt.unknown.length}`
        process.stdout.write(`lab ${seed} (${world.features.join(', ')}): ${told}\n`)
        expect(wrong).toEqual([])
        expect(spoilt.wrong).toEqual([])
        expect(asked).toBeGreaterThan(100)
        if (world.doubts.length === 0) expect(unknown.length).toBeLessThan(asked / 5)
      } finally {
        rmSync(out, { recursive: true, force: true })
      }
    },
  )
})
