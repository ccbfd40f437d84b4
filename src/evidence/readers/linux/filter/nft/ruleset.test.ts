import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formatRange } from '../../../../../base/address.ts'
import type { FilterEnvironment } from '../environment.ts'
import type { FilterTable } from '../ir.ts'
import { artifact } from '../../../../../../test/support/linux.ts'
import { nftObjects } from './document.ts'
import { readRuleset } from './ruleset.ts'
import { nftTextObjects } from './text.ts'

const unread: string[] = []
const environment: FilterEnvironment = {
  unknown: (code, params) => `${code}:${Object.values(params).join()}`,
  addressTypes: { local: [{ first: 1n, last: 1n }], broadcast: [] },
  nameOfIndex: (index) => (index === 7 ? 'eth7' : undefined),
  marksMatter: true,
  marks: [0, 5, 119],
  unread: (_at, text) => void unread.push(text),
}
const file = (name: string) => readFileSync(join(import.meta.dirname, 'cases', name), 'utf8')
const piece = (text: string) => ({ artifact: artifact('h/x', text), sort: 'nft', text, line: 1 })
const fromJson = readRuleset(nftObjects(piece(file('ruleset.json'))) ?? [], environment)
const fromText = (text: string) => readRuleset(nftTextObjects(piece(text), environment), environment)

const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)
const shown = (table: FilterTable | undefined) =>
  new Map(
    [...(table?.chains ?? [])].map(([name, c]) => [
      name,
      c.rules.map(({ conditions, action }) => JSON.stringify({ conditions, action }, plain)),
    ]),
  )

/** One rule in a chain of `family`, read from text: its conditions and action. */
const rules = (line: string, family = 'inet', sets = '') =>
  fromText(
    `table ${family} t {\n${sets}\tchain c {\n\t\ttype filter hook forward priority 0; policy drop;\n\t\t${line}\n\t}\n}\n`,
  )[0]?.chains.get('c')?.rules ?? []
const matchOf = (line: string) => rules(line)[0]?.conditions[0]?.match

describe('nft rulesets', () => {
  it('[LX-17] give the same rules from JSON and from text', () => {
    const text = fromText(file('ruleset.txt'))
    expect(unread).toEqual([])
    for (const table of fromJson) {
      const other = shown(text.find((t) => t.family === table.family && t.name === table.name))
      for (const [name, lines] of shown(table)) {
        // What the text form cannot name precisely is an unknown action where JSON has an unknown condition.
        const pairs = lines.map((line, i) => [line, other.get(name)?.[i] ?? ''] as const)
        const apart = pairs.filter(([a, b]) => a !== b)
        expect(apart.every(([a, b]) => a.includes('unknown') && b.includes('linux-nft-statement'))).toBe(true)
        expect(apart.length).toBeLessThanOrEqual(4)
      }
    }
    expect(shown(fromJson[0]).get('forw')?.length).toBeGreaterThan(45)
  })

  it('[LX-17] read hook, priority and policy', () => {
    expect(fromJson[0]?.chains.get('forw')?.base).toEqual({
      hook: 'forward',
      priority: 5,
      type: 'filter',
      policy: 'drop',
      devices: [],
    })
    const base = (priority: string) =>
      fromText(
        `table ip t {\n chain c {\n type filter hook output priority ${priority}; policy accept;\n }\n}\n`,
      )[0]?.chains.get('c')?.base
    expect(['-150', 'mangle', 'filter - 10', 'dstnat + 5', 'raw'].map((p) => base(p)?.priority)).toEqual([
      -150, -150, -10, -95, -300,
    ])
  })

  it.each([
    ['ip saddr 10.0.0.0/8 accept', { families: ['ip4'] }],
    [
      'tcp dport { 22, 80-90 } accept',
      {
        protocol: [{ first: 6, last: 6 }],
        dport: [
          { first: 22, last: 22 },
          { first: 80, last: 90 },
        ],
      },
    ],
    [
      'tcp dport != 22 accept',
      {
        dport: [
          { first: 0, last: 21 },
          { first: 23, last: 65535 },
        ],
      },
    ],
    ['ct state established,related accept', { states: ['established', 'related'] }],
    ['icmp type echo-request accept', { protocol: [{ first: 1, last: 1 }], icmp: [{ first: 2048, last: 2303 }] }],
    ['icmp code frag-needed accept', { protocol: [{ first: 1, last: 1 }] }],
    ['tcp flags syn / fin,syn,rst,ack accept', { tcpFlags: [{ mask: 23, value: 2 }] }],
    ['meta nfproto ipv6 accept', { families: ['ip6'] }],
    [
      'meta l4proto { tcp, udp } accept',
      {
        protocol: [
          { first: 6, last: 6 },
          { first: 17, last: 17 },
        ],
      },
    ],
    ['meta skuid 0 accept', { unknown: ['linux-nft-match:meta skuid'] }],
  ])('[LX-17] %s', (line, expected) => {
    expect(matchOf(line)).toMatchObject(expected)
  })

  it('[LX-17] spell out tuples, negated sets of names, and verdict maps', () => {
    expect(rules('ip saddr . tcp dport { 10.0.0.1 . 80, 10.0.0.2 . 443 } accept')[0]?.conditions.length).toBe(2)
    expect(rules('iifname != { "eth0", "br*" } drop')[0]?.conditions).toEqual([
      { match: {}, iif: [{ not: true, patterns: ['eth0', 'br*'] }] },
    ])
    expect(rules('tcp dport vmap { 22 : accept, 23 : jump other }').map((r) => r.action)).toEqual([
      { kind: 'accept' },
      { kind: 'jump', target: 'other' },
    ])
  })

  it('[LX-17] know no set that packets change, whether or not its flag is printed', () => {
    const drop = (name: string) =>
      fromJson[0]?.chains.get('forw')?.rules.find((r) => JSON.stringify(r.conditions, plain).includes(name))
    expect(drop('payload ip saddr')?.action).toEqual({ kind: 'drop' })
    const flagged = rules('ip saddr @d drop', 'inet', '\tset d {\n\t\ttype ipv4_addr\n\t\tflags dynamic,timeout\n\t}\n')
    expect(flagged[0]?.conditions[0]?.match.unknown?.length).toBe(1)
    const timed = rules(
      'ip saddr @d drop',
      'inet',
      '\tset d {\n\t\ttype ipv4_addr\n\t\tflags timeout\n\t\telements = { 1.2.3.4 timeout 1d expires 3h }\n\t}\n',
    )
    expect(timed[0]?.conditions[0]?.match.src?.map((r) => formatRange(r))).toEqual(['1.2.3.4'])
  })

  it('[LX-17] let a statement that is not known do anything, after the conditions before it', () => {
    expect(rules('tcp dport 80 queue num 1')).toMatchObject([
      { conditions: [{ match: { dport: [{ first: 80, last: 80 }] } }], action: { kind: 'unknown' } },
    ])
    expect(rules('frobnicate 7 accept')).toMatchObject([{ action: { kind: 'unknown' } }])
  })

  it('[LX-17] keep dormant tables out', () => {
    expect(
      fromText(
        'table ip t {\n\tflags dormant\n\tchain c {\n\t\ttype filter hook input priority 0; policy drop;\n\t}\n}\n',
      ),
    ).toEqual([])
  })

  it('[LX-21] accept below a rate, and need not drop above one', () => {
    expect(rules('limit rate 5/second accept')).toMatchObject([
      { conditions: [{ match: {} }], action: { kind: 'accept' } },
    ])
    expect(rules('limit rate over 5/second drop')).toEqual([])
    expect(rules('limit rate 5/second drop')[0]?.conditions[0]?.match.unknown).toEqual(['linux-nft-match:limit'])
  })

  it('[LX-22] translate by address, port, range and map', () => {
    const action = (line: string) => rules(line).map((r) => JSON.stringify(r.action, plain))
    expect(action('dnat ip to 10.0.0.5-10.0.0.6:8080')).toEqual([
      '{"kind":"dnat","to":[{"first":"167772165","last":"167772166"}],"ports":[{"first":8080,"last":8080}]}',
    ])
    expect(action('dnat ip6 to [fd00::5]:80')[0]).toContain('"ports":[{"first":80,"last":80}]')
    expect(action('masquerade to :1024-2048 random')).toEqual([
      '{"kind":"masquerade","ports":[{"first":1024,"last":2048}]}',
    ])
    expect(rules('dnat ip to ip daddr map { 1.1.1.1 : 10.0.0.1, 1.1.1.2 : 10.0.0.2 }').length).toBe(2)
    expect(rules('tcp dport 53 redirect to :5353')[0]?.action).toEqual({
      kind: 'redirect',
      ports: [{ first: 5353, last: 5353 }],
    })
  })

  it('[LX-23] know a masked mark among those that can be borne', () => {
    expect(matchOf('meta mark & 0xff == 0x5 accept')).toEqual({ mark: [{ first: 5, last: 5 }] })
    expect(matchOf('meta mark & 0xf != 0x5 accept')).toEqual({
      mark: [
        { first: 0, last: 0 },
        { first: 119, last: 119 },
      ],
    })
    expect(rules('meta mark set 0x5 accept').map((r) => r.action)).toEqual([
      { kind: 'mark', value: 5 },
      { kind: 'accept' },
    ])
  })
})
