import type { Piece } from '../../../../reader.ts'
import { sourceOf } from '../../door.ts'
import type { FilterEnvironment } from '../environment.ts'
import type { BaseChain, FilterChain, FilterRule, FilterTable } from '../ir.ts'
import { readIptablesRule } from './rule.ts'

/** At which hook and place each table stands (NF_IP_PRI_*). NAT has another place on the way out than on the way in. */
const PRIORITIES: Readonly<Record<string, number>> = { raw: -300, mangle: -150, filter: 0, security: 50 }
const HOOKS: ReadonlyMap<string, string> = new Map([
  ['PREROUTING', 'prerouting'],
  ['INPUT', 'input'],
  ['FORWARD', 'forward'],
  ['OUTPUT', 'output'],
  ['POSTROUTING', 'postrouting'],
])

const priorityOf = (table: string, chain: string): number =>
  table === 'nat' ? (chain === 'PREROUTING' || chain === 'OUTPUT' ? -100 : 100) : (PRIORITIES[table] ?? 0)

/** A chain's line `:INPUT DROP [0:0]`. */
const CHAIN = /^:(\S{1,200}) (\S{1,20})(?: \[\d{1,20}:\d{1,20}\])?\s*$/
const RULE = /^(?:\[\d{1,20}:\d{1,20}\] )?-A (\S{1,200})(?: |$)/

interface Block {
  readonly table: string
  readonly line: number
  readonly lines: readonly { readonly text: string; readonly line: number }[]
}

/** The tables of one iptables-save or ip6tables-save output. Lines that are neither chains nor rules are counted as not understood. */
export function readIptables(
  piece: Piece,
  family: 'ip' | 'ip6',
  tool: 'iptables' | 'iptables-legacy',
  environment: FilterEnvironment,
): readonly FilterTable[] {
  return blocksOf(piece).map((block) => {
    const rules = rulesOf(piece, block, family, environment)
    const chains = block.lines.flatMap(({ text, line }): readonly FilterChain[] => {
      const found = CHAIN.exec(text)
      if (found?.[1] === undefined) return []
      const base = baseOf(block.table, found[1], found[2] ?? '-')
      const from = [sourceOf(piece, { line })]
      return [{ name: found[1], ...(base === null ? {} : { base }), rules: rules.get(found[1]) ?? [], from }]
    })
    const from = [sourceOf(piece, { line: block.line })]
    return { family, name: block.table, tool, chains: new Map(chains.map((c) => [c.name, c])), from }
  })
}

function baseOf(table: string, chain: string, policy: string): BaseChain | null {
  const hook = HOOKS.get(chain)
  if (hook === undefined || policy === '-') return null
  return {
    hook,
    priority: priorityOf(table, chain),
    type: table === 'nat' ? 'nat' : 'filter',
    policy: policy === 'DROP' ? 'drop' : 'accept',
    devices: [],
  }
}

function blocksOf(piece: Piece): readonly Block[] {
  const blocks: { table: string; line: number; lines: { text: string; line: number }[] }[] = []
  piece.text.split('\n').forEach((raw, i) => {
    const text = raw.trimEnd()
    const table = /^\*(\w{1,20})$/.exec(text)?.[1]
    if (table !== undefined) blocks.push({ table, line: piece.line + i, lines: [] })
    else blocks.at(-1)?.lines.push({ text, line: piece.line + i })
  })
  return blocks
}

function rulesOf(
  piece: Piece,
  block: Block,
  family: 'ip' | 'ip6',
  environment: FilterEnvironment,
): ReadonlyMap<string, FilterRule[]> {
  const chains = new Set(block.lines.flatMap(({ text }) => CHAIN.exec(text)?.[1] ?? []))
  const rules = new Map<string, FilterRule[]>()
  const count = new Map<string, number>()
  for (const { text, line } of block.lines) {
    const chain = RULE.exec(text)?.[1]
    const at = sourceOf(piece, { line })
    if (chain === undefined) {
      if (!/^(?:#|:|COMMIT|\s*$)/.test(text)) environment.unread(at, text)
      continue
    }
    const number = (count.get(chain) ?? 0) + 1
    count.set(chain, number)
    const rule = readIptablesRule(text.replace(/^\[[\d:]{1,41}\] /, ''), {
      family,
      chain,
      chains,
      environment,
      at,
      number,
    })
    if (rule === null) continue
    const list = rules.get(chain) ?? []
    list.push(rule)
    rules.set(chain, list)
  }
  return rules
}
