import { expect, it } from 'vitest'
import { emptyCloud } from '../cloud/cloud.ts'
import { intakeEntries } from './intake.ts'
import { readEvidence } from './read.ts'
import type { Reader } from './reader.ts'

/** A reader of lines `<name> <status>` that begin with its own name; it says nothing of files that hold `silent`. */
const readerOf = (source: string): Reader => ({
  source,
  recognise: (artifact) =>
    artifact.text.includes(source) ? [{ artifact, sort: source, text: artifact.text, line: 1, device: 'd' }] : [],
  read: (pieces) => ({
    value: {
      cloud: { ...emptyCloud, devices: [{ id: source, name: source, kind: 'host', aliases: [], from: [] }] },
      coverage: [],
      artifacts: pieces
        .filter((piece) => !piece.text.includes('silent'))
        .map(({ artifact }) => ({
          path: artifact.path,
          sha256: artifact.sha256,
          status: artifact.text.includes('refused') && source === 'beta' ? 'refused' : 'read',
          device: null,
          sorts: [source],
          command: null,
          collectedAt: null,
          unread: 2,
        })),
    },
    problems: [],
    unread: [],
  }),
  collectScript: () => '',
})

const files = (texts: Readonly<Record<string, string>>) =>
  intakeEntries(Object.entries(texts).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) })))
    .artifacts

it('[I-13] every file has exactly one outcome, and what nobody recognises is a problem', () => {
  const evidence = readEvidence(
    files({
      'a.txt': 'alpha',
      'both.txt': 'alpha beta',
      'mixed.txt': 'alpha beta refused',
      'other.txt': 'x',
      'silent.txt': 'alpha silent',
      'akashi.yaml': 'alpha',
      binary: '\0alpha',
    }),
    [readerOf('alpha'), readerOf('beta')],
  )
  expect(evidence.artifacts.map((a) => [a.path, a.status, a.sorts.join(), a.unread])).toEqual([
    ['a.txt', 'read', 'alpha', 2],
    ['akashi.yaml', 'ignored', '', 0],
    ['binary', 'unrecognised', '', 0],
    ['both.txt', 'read', 'alpha,beta', 4],
    ['mixed.txt', 'partial', 'alpha,beta', 4],
    ['other.txt', 'unrecognised', '', 0],
    ['silent.txt', 'unrecognised', 'alpha', 0],
  ])
  expect(evidence.problems.map((p) => [p.code, p.at?.file])).toEqual([
    ['evidence-unrecognised', 'other.txt'],
    ['evidence-unrecognised', 'silent.txt'],
  ])
  expect(evidence.cloud.devices.map((d) => d.id)).toEqual(['alpha', 'beta'])
})
