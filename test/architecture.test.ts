import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * Which room may import which. A room may always import itself. `checker/FORMATS` is the part of `checker` that says what a witness and a
 * certificate look like: the prover makes them, so it must know their form, and must never see the code that judges them.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  base: [],
  catalogue: ['base'],
  cloud: ['base'],
  evidence: ['base', 'cloud'],
  proof: ['base', 'cloud', 'checker/FORMATS'],
  checker: ['base', 'cloud'],
  audit: ['base', 'catalogue', 'cloud', 'evidence', 'proof', 'checker', 'checker/FORMATS'],
  isms: ['base', 'catalogue'],
  ledger: ['base'],
  // A result carries witnesses, coverage rows and outcomes: their forms, not the code that makes them.
  report: ['base', 'catalogue', 'cloud', 'audit', 'isms', 'checker/FORMATS', 'evidence/FORMATS'],
  store: ['base', 'ledger', 'audit/RECORDS', 'isms/RECORDS'],
  server: ['*'],
  cli: ['*'],
  web: ['*'],
}

/** Files that hold forms only, by the name under which the table above allows them. */
const FORMS: Readonly<Record<string, RegExp>> = {
  'checker/FORMATS': /^checker\/(?:witness|certificate|packetForm|[\w-]*format[\w-]*)\.ts$/,
  'evidence/FORMATS': /^evidence\/(?:artifact|reader)\.ts$/,
  'audit/RECORDS': /^audit\/(?:result|engagement|[\w-]*record[\w-]*)\.ts$|^audit\/records\//,
  'isms/RECORDS': /^isms\/(?:isms|[\w-]*record[\w-]*)\.ts$|^isms\/records\//,
}

/** Rooms in which effects live; below them there is no disk, network, process or clock. */
const RIM: ReadonlySet<string> = new Set(['store', 'server', 'cli', 'web'])
/** Modules by which a program reaches out of itself. */
const EFFECTS =
  /^node:(?:fs|fs\/promises|http|https|http2|net|dgram|dns|tls|child_process|cluster|worker_threads|os|process|readline|repl)$/
/** Small loaders of data files that are shipped with the program: what they read never changes while it runs. Each is named here on purpose. */
const LOADERS: ReadonlySet<string> = new Set(['catalogue/shipped.ts', 'report/pdf/compile.ts'])

const SRC = resolve(import.meta.dirname, '../src')

interface Edge {
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
}

const files = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))

const IMPORT = /^\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm

const importsOf = (
  text: string,
): readonly { readonly to: string; readonly typeOnly: boolean; readonly later: boolean }[] =>
  [...text.matchAll(IMPORT)].map((found) => ({
    to: found[2] ?? found[3] ?? '',
    typeOnly: found[1] !== undefined,
    later: found[3] !== undefined,
  }))

const sources = files(SRC).map((file) => ({
  file: relative(SRC, file),
  imports: importsOf(readFileSync(file, 'utf8')),
}))

const edges: readonly Edge[] = sources.flatMap(({ file, imports }) =>
  imports
    .filter(({ to }) => to.startsWith('.'))
    .map(({ to, typeOnly }) => ({ from: file, to: relative(SRC, resolve(SRC, dirname(file), to)), typeOnly })),
)

const roomOf = (file: string): string => file.split('/')[0] ?? ''

function allowed({ from, to }: Edge): boolean {
  if (to.startsWith('..')) return to === '../package.json'
  const [here, there] = [roomOf(from), roomOf(to)]
  const may = MAY_IMPORT[here] ?? []
  if (here === there || may.includes('*') || may.includes(there)) return true
  return may.some((form) => FORMS[form]?.test(to) === true)
}

describe('the rooms of the house', () => {
  it('are all in the table, and the imports between them were really seen', () => {
    expect(
      [...new Set(sources.map(({ file }) => roomOf(file)))].filter((room) => MAY_IMPORT[room] === undefined),
    ).toEqual([])
    expect(edges.length).toBeGreaterThan(200)
    expect(edges.filter((edge) => roomOf(edge.from) !== roomOf(edge.to)).length).toBeGreaterThan(50)
  })

  it('import only downwards', () => {
    expect(edges.filter((edge) => !allowed(edge)).map(({ from, to }) => `${from} → ${to}`)).toEqual([])
  })

  it('would not let the prover see the checker, nor evidence see proof', () => {
    const edge = (from: string, to: string): Edge => ({ from, to, typeOnly: false })
    expect(allowed(edge('proof/x.ts', 'checker/checkWitness.ts'))).toBe(false)
    expect(allowed(edge('evidence/x.ts', 'proof/x.ts'))).toBe(false)
    expect(allowed(edge('base/x.ts', 'cli/main.ts'))).toBe(false)
    expect(allowed(edge('proof/x.ts', 'checker/witness.ts'))).toBe(true)
  })

  it('below the rim reach for no disk, network or process', () => {
    const reaching = sources
      .filter(({ file }) => !RIM.has(roomOf(file)) && !LOADERS.has(file))
      .flatMap(({ file, imports }) => imports.filter(({ to }) => EFFECTS.test(to)).map(({ to }) => `${file} → ${to}`))
    expect(reaching).toEqual([])
  })

  it('have no cycle of imports at run time', () => {
    expect(cycleIn(edges.filter((edge) => !edge.typeOnly))).toEqual([])
    expect(
      cycleIn([
        { from: 'a', to: 'b', typeOnly: false },
        { from: 'b', to: 'a', typeOnly: false },
      ]),
    ).toEqual(['a', 'b', 'a'])
  })
})

/** One cycle as a path, or nothing. */
function cycleIn(graph: readonly Edge[]): readonly string[] {
  const next = new Map<string, string[]>()
  for (const { from, to } of graph) next.set(from, [...(next.get(from) ?? []), to])
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): readonly string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return []
    for (const to of next.get(file) ?? []) {
      const cycle = visit(to, [...path, file])
      if (cycle.length > 0) return cycle
    }
    done.add(file)
    return []
  }
  for (const file of next.keys()) {
    const cycle = visit(file, [])
    if (cycle.length > 0) return cycle
  }
  return []
}
