import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { intakeFolder } from '../../src/cli/intake-folder.ts'
import { examine, type Examination } from '../../src/audit/examine.ts'
import type { Query } from '../../src/audit/reach.ts'

/** One thing that somebody really tried, and whether it was answered. */
export interface Probe {
  readonly query: Query
  readonly answered: boolean
}

/** The evidence of a folder, read as the product reads it. */
export async function examined(folder: string): Promise<Examination> {
  const intake = await intakeFolder(folder)
  const { examination, problems } = examine(intake.artifacts, intake.sha256, intake.problems)
  if (examination === null) throw new Error(`nothing usable in ${folder}: ${problems.map((p) => p.code).join(', ')}`)
  return examination
}

/** What `ping -c 1` and `nmap -p PORT -Pn` said in `show/<source>/`, as recorded by the lab. */
export function pingsAndScans(show: string): Probe[] {
  const sources = readdirSync(show, { withFileTypes: true }).filter((d) => d.isDirectory())
  return sources.flatMap((source) =>
    readdirSync(join(show, source.name)).flatMap((file) =>
      probeOf(source.name, file, readFileSync(join(show, source.name, file), 'utf8')),
    ),
  )
}

function probeOf(from: string, file: string, text: string): Probe[] {
  const ping = /^ping_([\d.]+)_/.exec(file)
  if (ping?.[1] !== undefined)
    return [{ query: { from, to: ping[1], proto: 'icmp' }, answered: / 1 received/.test(text) }]
  const scan = /^nmap_([\d.]+)_-p_(\d+)_/.exec(file)
  if (scan?.[1] === undefined) return []
  const state = /^\d+\/tcp\s+(\w+)/m.exec(text)?.[1]
  return [
    {
      query: { from, to: scan[1], proto: 'tcp', port: Number(scan[2]) },
      answered: state === 'open' || state === 'closed',
    },
  ]
}

interface TruthRow {
  readonly src: string
  readonly dst: string
  readonly dstIp?: string
  readonly [probe: string]: string | boolean | undefined
}

/** The rows of a lab's truth.json: what real packets did between every ordered pair. */
export function truthOf(file: string): Probe[] {
  const rows = JSON.parse(readFileSync(file, 'utf8')) as TruthRow[]
  return rows.flatMap((row) =>
    Object.entries(row).flatMap(([key, value]): Probe[] => {
      if (typeof value !== 'boolean') return []
      const [proto = '', port] = key.split('/')
      const query = {
        from: row.src,
        to: row.dstIp ?? row.dst,
        proto: proto as Query['proto'],
        ...(port === undefined ? {} : { port: Number(port) }),
      }
      return [{ query, answered: value }]
    }),
  )
}
