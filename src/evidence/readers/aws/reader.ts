import type { Problem, Read, Unread } from '../../../base/problem.ts'
import type { Piece, Reader, Reading } from '../../reader.ts'
import { answersOf, indexAnswers } from './answers.ts'
import type { Answer } from './answers.ts'
import { buildCloud } from './build.ts'
import { collectScript } from './collect-script.ts'
import { coverageOf, outcomesOf } from './coverage.ts'
import { readInventory } from './inventory.ts'
import type { Inventory } from './inventory.ts'
import { recognise } from './recognise.ts'
import type { Scope } from './scope.ts'
import { placedBySiblings } from './siblings.ts'

/** The reader of what the AWS API answers to `describe-*`, `get-*` and `search-*`, in any file layout. */
export const awsReader: Reader = { source: 'aws', recognise, read, collectScript }

function read(pieces: readonly Piece[]): Read<Reading> {
  const unread: Unread[] = []
  const problems: Problem[] = []
  const answers = placedBySiblings(answersOf(pieces, (u) => unread.push(u)))
  const facts = readInventory(indexAnswers(answers), (p) => problems.push(p))
  const cloud = buildCloud(facts)
  problems.push(...answers.flatMap(problemsOf))
  const value = { cloud, coverage: coverageOf(answers, placesOf(facts)), artifacts: outcomesOf(answers) }
  return { value, problems, unread: distinct(unread) }
}

/** Refused, cut and paged answers are trouble that a person should know of. */
function problemsOf(answer: Answer): readonly Problem[] {
  const params = { command: answer.sort.command }
  const at = answer.source
  if (answer.status === 'refused') return [{ code: 'aws-refused', severity: 'warning', at, params }]
  if (answer.piece.truncated === true) return [{ code: 'aws-truncated', severity: 'warning', at, params }]
  if (answer.paged) return [{ code: 'aws-more-pages', severity: 'warning', at, params }]
  return []
}

/** The accounts and regions that were asked: as the collector's folders say, else as the VPCs do; the evidence as a whole where nothing says. */
function placesOf(facts: Inventory): readonly Scope[] {
  const { all } = facts.answers
  const told = all
    .filter((a) => a.place.region !== '')
    .map(({ place }) => ({ ...place, account: place.account === '' ? onlyAccount(all, place) : place.account }))
  const vpcs = [...facts.vpcs.values()].map((vpc) => vpc.scope)
  const places = told.length > 0 ? told : vpcs.length > 0 ? vpcs : [{ account: '', region: '' }]
  const found = new Map(places.map((place) => [`${place.account}/${place.region}`, place]))
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place)
}

/** The one account that everything asked in this region belongs to, if it is one. */
function onlyAccount(all: readonly Answer[], place: Scope): string {
  const accounts = new Set(all.filter((a) => a.place.region === place.region).map((a) => a.scope.account))
  accounts.delete('')
  return accounts.size === 1 ? [...accounts].join('') : ''
}

/** The same place may be looked at twice on the way. */
function distinct(unread: readonly Unread[]): readonly Unread[] {
  return [...new Map(unread.map((u) => [`${u.at.artifact} ${u.at.line} ${u.at.pointer}`, u])).values()]
}
