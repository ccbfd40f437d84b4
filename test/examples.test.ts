import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { intakeFolder } from '../src/cli/intake-folder.ts'
import { readEvidence } from '../src/evidence/read.ts'

/** The shipped labs, as they were collected: a verdict about them is bound to these hashes (V-10). */
const EXAMPLES: Readonly<Record<string, string>> = {
  'linux-vlan-vrf': '6834873f846e1ca267f678ef5475eac4744bf323d1bc1e46ae85c2d64f5baece',
  'linux-plain-brnf0': '3c82d7d4fefc36b31b493457563fad6f63727ecc067cf67f588ab868f4ab0365',
  'linux-plain-brnf1': '32b98060c3f48e5aef73886467524b7d2eb5919331a529ef0303d84139d7fa1f',
  'linux-plain-repaired': '873afcfed5b625c4a6f124c5abb7048cd410bbfcc665114b4346ad81d08697b6',
}

it.each(Object.entries(EXAMPLES))('[I-1] %s is byte for byte the evidence that was collected', async (name, hash) => {
  const intake = await intakeFolder(resolve(import.meta.dirname, '../examples', name))
  expect(intake.sha256).toBe(hash)
  expect(intake.problems).toEqual([])
  expect(intake.artifacts.filter((a) => a.settled === 'ignored').map((a) => a.path)).toEqual([
    'akashi.yaml',
    'truth.json',
  ])
})

it.each(Object.keys(EXAMPLES))('[I-13] every file of %s has one outcome, and each device is read', async (name) => {
  const { artifacts } = await intakeFolder(resolve(import.meta.dirname, '../examples', name))
  const evidence = readEvidence(artifacts)
  expect(evidence.artifacts.map((a) => a.path)).toEqual(artifacts.map((a) => a.path))
  expect(evidence.cloud.devices.map((device) => device.name).toSorted()).toEqual(['a1', 'a2', 'b1', 'b2', 'hv', 'm1'])
  const unused = evidence.artifacts.filter((a) => a.status !== 'read' && a.status !== 'ignored')
  const said = new Set(evidence.problems.map((problem) => problem.at?.file))
  expect(unused.filter((a) => !said.has(a.path))).toEqual([])
})
