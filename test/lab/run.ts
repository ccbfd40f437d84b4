import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Query } from '../../src/audit/reach.ts'
import { commandsOf } from './evidence.ts'
import { scriptOf } from './plan.ts'
import { LISTENER, PROBER } from './programs.ts'
import type { World } from './world.ts'

/** What one host asked of one address, and whether it was answered. */
export interface Tried {
  readonly query: Query
  readonly answered: boolean
}

/** Writes the lab's script and programs into the folder. */
export function writeLab(world: World, out: string): void {
  mkdirSync(out, { recursive: true })
  writeFileSync(join(out, 'lab.sh'), scriptOf(world.plan, commandsOf(world)))
  writeFileSync(join(out, 'listen.cjs'), LISTENER)
  writeFileSync(join(out, 'probe.cjs'), PROBER)
  writeFileSync(join(out, 'targets.json'), JSON.stringify(world.targets))
}

/** Makes the lab on this kernel, probes it and takes it away; the commands that failed. */
export function runLab(out: string, prefix: string): string[] {
  execFileSync('bash', [join(out, 'lab.sh'), prefix, out, process.execPath], { stdio: 'ignore', timeout: 120_000 })
  return readFileSync(join(out, 'failed'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
}

export function triedIn(out: string): Tried[] {
  const folder = join(out, 'answers')
  return readdirSync(folder).flatMap((from) =>
    readFileSync(join(folder, from), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => triedOf(from, line)),
  )
}

function triedOf(from: string, line: string): Tried {
  const [to = '', what = '', answer] = line.split(' ')
  const [proto, port] = what.split('/') as ['icmp' | 'tcp' | 'udp', string?]
  return {
    query: { from, to, proto, ...(port === undefined ? {} : { port: Number(port) }) },
    answered: answer === 'yes',
  }
}
