import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Problem, Read } from '../../src/base/problem.ts'
import type { Cloud } from '../../src/cloud/cloud.ts'
import type { Artifact } from '../../src/evidence/artifact.ts'
import type { Reading } from '../../src/evidence/reader.ts'
import { linuxReader } from '../../src/evidence/readers/linux/reader.ts'

/** For tests: an artifact as intake would give it. */
export function artifact(path: string, text: string, more: Partial<Artifact> = {}): Artifact {
  const sha256 = createHash('sha256').update(text).digest('hex')
  return { path, text, sha256, bytes: text.length, folder: path.split('/').at(-2) ?? '', ...more }
}

/** For tests: what the reader says of these files (text, or a value to be printed as JSON), by path. */
export function readingOf(files: Readonly<Record<string, unknown>>): Read<Reading> {
  const artifacts = Object.entries(files).map(([path, content]) =>
    artifact(path, typeof content === 'string' ? content : JSON.stringify(content)),
  )
  return linuxReader.read(artifacts.flatMap((a) => linuxReader.recognise(a)))
}

export const cloudOf = (files: Readonly<Record<string, unknown>>): Cloud => readingOf(files).value.cloud
export const codesOf = (problems: readonly Problem[]): readonly string[] => problems.map((p) => p.code)
export const unknownCodes = (cloud: Cloud): readonly string[] => cloud.unknowns.map((u) => u.code)

/** For tests: the files of one of our own labs. */
export function lab(name: string): Record<string, string> {
  const root = resolve(import.meta.dirname, '../../examples', name)
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !['truth.json', 'akashi.yaml'].includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(files.toSorted().map((file) => [file.slice(root.length + 1), readFileSync(file, 'utf8')]))
}

/** For tests: the rows of `ip -j -d link` (with addresses) for a small host. */
export const nic = (
  ifindex: number,
  ifname: string,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({
  ifindex,
  ifname,
  flags: ['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'],
  link_type: 'ether',
  qdisc: 'noqueue',
  address: `02:00:00:00:00:${ifindex.toString(16).padStart(2, '0')}`,
  ...more,
})

export const inet = (local: string, prefixlen: number): Record<string, unknown> => ({
  addr_info: [{ family: local.includes(':') ? 'inet6' : 'inet', local, prefixlen, scope: 'global' }],
})

export const LOOPBACK = nic(1, 'lo', {
  flags: ['LOOPBACK', 'UP', 'LOWER_UP'],
  link_type: 'loopback',
  address: '00:00:00:00:00:00',
  addr_info: [
    { family: 'inet', local: '127.0.0.1', prefixlen: 8, scope: 'host' },
    { family: 'inet6', local: '::1', prefixlen: 128, scope: 'host' },
  ],
})
