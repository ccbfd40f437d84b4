import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COLLECTED, collectScript } from './collect.ts'
import { linuxReader } from './reader.ts'
import { sortOfCommand } from './sorts.ts'
import { artifact } from '../../../../test/support/linux.ts'

/** Stands in for every program of the list: prints what the example host printed. */
const STUB = (root: string) => `#!/bin/sh
[ "$1" = netns ] && [ "$2" = exec ] && { shift 3; exec "$@"; }
case "\${0##*/} $*" in
  "ip -j -d link show") cat ${root}/ip-link.json ;;
  "ip -j -d addr show") cat ${root}/ip-addr.json ;;
  "ip -j -4 rule show") cat ${root}/ip-rule.json ;;
  "bridge -j vlan show") cat ${root}/bridge-vlan.json ;;
  "nft -j list ruleset") cat ${root}/nft.json ;;
  "iptables-save ") exit 0 ;;
  sysctl*) echo "net.ipv4.ip_forward = 1" ;;
  "ip netns list") echo "one (id: 0)" ;;
  *) echo "not permitted" >&2; exit 1 ;;
esac
`

describe('akashi collect linux', () => {
  const work = mkdtempSync(join(tmpdir(), 'akashi-collect-'))
  const programs = [...new Set(COLLECTED.map(([, command]) => command.split(' ')[0] ?? ''))]
  let manifest: { file: string; device: string; command: string; time: string; exit: number; sha256: string }[] = []
  beforeAll(() => {
    mkdirSync(join(work, 'bin'))
    mkdirSync(join(work, 'out'))
    for (const program of programs) {
      const path = join(work, 'bin', program)
      writeFileSync(path, STUB(join(import.meta.dirname, '../../../../examples/linux-vlan-vrf/hv')))
      chmodSync(path, 0o755)
    }
    writeFileSync(join(work, 'collect.sh'), collectScript())
    const env = { ...process.env, PATH: `${join(work, 'bin')}:${process.env['PATH'] ?? ''}` }
    execFileSync('sh', [join(work, 'collect.sh'), '-o', join(work, 'a.tar.gz'), 'one'], { env, stdio: 'pipe' })
    execFileSync('tar', ['-C', join(work, 'out'), '-xzf', join(work, 'a.tar.gz')])
    const lines = readFileSync(join(work, 'out/manifest.jsonl'), 'utf8').trim().split('\n')
    manifest = lines.map((line) => JSON.parse(line) as (typeof manifest)[number])
  })
  afterAll(() => rmSync(work, { recursive: true }))

  it('[LX-25] runs only commands that the reader knows, and each that it needs', () => {
    const sorts = COLLECTED.map(([, command]) => sortOfCommand(command))
    expect(sorts).not.toContain(null)
    expect(new Set(sorts).size).toBe(17)
    expect(collectScript().split('\n').length).toBeLessThan(80)
  })

  it('[LX-25] records every command with its device, time, exit status and hash', () => {
    expect(manifest.length).toBe(2 * COLLECTED.length)
    for (const entry of manifest) {
      const text = readFileSync(join(work, 'out', entry.file), 'utf8')
      expect(artifact(entry.file, text).sha256).toBe(entry.sha256)
      expect(entry.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    }
    expect(new Set(manifest.map((entry) => entry.device)).size).toBe(2)
    expect(manifest.find((entry) => entry.command === 'ss -Hltnu')?.exit).toBe(1)
  })

  it('[LX-25] packs an archive that the reader takes as it is', () => {
    const artifacts = manifest.map(({ file, device, command, time, exit }) =>
      artifact(file, readFileSync(join(work, 'out', file), 'utf8'), { device, command, collectedAt: time, exit }),
    )
    const { value } = linuxReader.read(artifacts.flatMap((a) => linuxReader.recognise(a)))
    const [host] = value.cloud.devices
    expect(value.cloud.bridges.find((b) => b.device === host?.id)?.ports.length).toBe(6)
    const statusOf = (sort: string) =>
      value.coverage.find((row) => row.device === host?.id && row.sort === sort)?.status
    expect(['ip-link', 'nft-json', 'ip-route', 'iptables-save', 'ss'].map(statusOf)).toEqual([
      'read',
      'read',
      'refused',
      'read',
      'refused',
    ])
  })
})
