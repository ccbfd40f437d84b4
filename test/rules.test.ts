import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

/**
 * Rules that are written down and not built yet, with the issue that owes them. A rule leaves this list with its first test;
 * one that stays although a test quotes it fails below, so the list only gets shorter.
 */
const OWED: Readonly<Record<string, string>> = {
  'V-12': 'certificates of isolation: a later issue',
}

const ROOT = resolve(import.meta.dirname, '..')
const RULE = /^\s*(?:[-*]|\|)\s*(?:\*\*|`)?([A-Z]{1,4}-[0-9]+[a-z]?)\b/gm
const QUOTED = /\[([A-Z]{1,4}-[0-9]+[a-z]?)\]/g

const read = (folder: string, pattern: RegExp): string =>
  readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')

const idsIn = (text: string, pattern: RegExp): ReadonlySet<string> =>
  new Set([...text.matchAll(pattern)].map((found) => found[1] ?? ''))

const rules = idsIn(read('docs/spec', /\.md$/), RULE)
const quoted = idsIn(read('src', /\.test\.tsx?$/) + read('test', /(?<!rules)\.test\.tsx?$/), QUOTED)

it('every rule of the specification is quoted in the title of a test, or is owed by an issue', () => {
  expect(rules.size).toBeGreaterThan(25)
  expect([...rules].filter((id) => !quoted.has(id) && OWED[id] === undefined)).toEqual([])
})

it('no rule is called owed that a test quotes already, or that nobody wrote down', () => {
  expect(Object.keys(OWED).filter((id) => quoted.has(id) || !rules.has(id))).toEqual([])
})
