import { describe, expect, it } from 'vitest'
import { closed, doubted, OFF, ROUTER, ROUTER_LINKS, ROUTER_ROUTES, verdict } from './doubt.ts'
import { verdictsOf } from './lab.ts'

/** One command's output in a terminal's record. */
const typed = (command: string, output: unknown): string =>
  `root@r:~# ${command}\n${typeof output === 'string' ? output : JSON.stringify(output)}\nroot@r:~#\n`
const withoutSix = (rows: readonly Record<string, unknown>[]): Record<string, unknown>[] =>
  rows.map((row) => ({
    ...row,
    addr_info: (row['addr_info'] as { local: string }[]).filter(({ local }) => !local.includes(':')),
  }))
const onlyFour = JSON.parse(JSON.stringify(closed()).replaceAll('"inet"', '"ip"')) as unknown
const LOCAL = { priority: 0, src: 'all', table: 'local' }
const DEFAULT = { priority: 32767, src: 'all', table: 'default' }
const MAIN = { priority: 32766, src: 'all', table: 'main' }

describe('output that leaves something out never proves', () => {
  it('[LX-13] two tenants behind a router that drops everything are proved apart, behind one that does not refuted', () => {
    expect(verdictsOf(doubted({}))).toEqual({ 'A→B': 'proved', 'B→A': 'proved' })
    expect(verdictsOf(doubted({ 'r/nft.json': OFF }))).toEqual({ 'A→B': 'refuted', 'B→A': 'refuted' })
  })

  it.each([
    ['addresses of IPv4 alone, with the command', typed('ip -4 -j -d addr show', withoutSix(ROUTER_LINKS))],
    ['addresses of IPv4 alone, whatever the command', withoutSix(ROUTER_LINKS)],
  ])('[LX-16] %s do not mean that IPv6 is off', (_name, links) => {
    const sysctl = String(ROUTER['r/sysctl.txt']).replace(
      'ipv6.conf.all.forwarding = 0',
      'ipv6.conf.all.forwarding = 1',
    )
    const files = { 'r/addr.json': null, 'r/route6.json': null, 'r/rule6.json': null, 'r/sysctl.txt': sysctl }
    expect(verdict({ ...files, 'r/link.json': links, 'r/nft.json': onlyFour })).toBe('undetermined')
  })

  const answer = { dst: '10.9.9.9', gateway: '10.1.0.9', dev: 'toa', prefsrc: '10.1.0.1', flags: [], uid: 0, cache: [] }
  const toA = ROUTER_ROUTES.filter(({ dst }) => !String(dst).startsWith('10.2.'))
  it.each([
    ['the answer of ip route get, which is one packet’s', [answer]],
    ['a route that was not understood', [...toA, { dst: '10.2.0.0/24', dev: 'tob', metric: 'x', flags: [] }]],
    ['routes of one device', typed('ip -j route show dev toa', toA.slice(0, 1))],
    ['routes by a filter', typed("ip -j route show table all | jq '.[0:3]'", toA)],
    [
      'a route for some packets, which goes before others of its prefix whatever their metric',
      [
        ...toA,
        { dst: 'default', tos: '0x10', dev: 'tob', metric: 50, flags: [] },
        { type: 'blackhole', dst: 'default', flags: [] },
      ],
    ],
  ])('[LX-13] %s', (_name, routes) => {
    expect(verdict({ 'r/nft.json': OFF, 'r/route.json': routes })).toBe('undetermined')
  })

  it('[LX-13] all tables of IPv6 say nothing of those of IPv4', () => {
    const rules = [LOCAL, { priority: 10, src: 'all', table: '100' }, { priority: 20, src: 'all', action: 'blackhole' }]
    const routes = [{ dst: '10.1.0.0/24', dev: 'toa', flags: [] }]
    expect(verdict({ 'r/nft.json': OFF, 'r/rule.json': rules, 'r/route.json': routes })).toBe('undetermined')
  })

  it('[LX-14] a policy rule that was not understood, or that two outputs show otherwise', () => {
    const routes = [...toA, { dst: '10.2.0.0/24', dev: 'tob', flags: [], table: '100' }]
    const unread = [LOCAL, { priority: 10, src: 'all', table: '100', fwmark: {} }, MAIN]
    expect(verdict({ 'r/nft.json': OFF, 'r/route.json': routes, 'r/rule.json': unread })).toBe('undetermined')
    const closing = [LOCAL, { priority: 5, src: 'all', action: 'blackhole' }, DEFAULT]
    expect(verdict({ 'r/nft.json': OFF, 'r/rule.json': closing })).toBe('proved')
    expect(
      verdict({
        'r/nft.json': OFF,
        'r/rule.json': closing,
        'r/rule-again.json': [LOCAL, MAIN, DEFAULT],
      }),
    ).toBe('undetermined')
  })

  it('[LX-13] two outputs of all routes that differ', () => {
    const shut = toA
    expect(verdict({ 'r/nft.json': OFF, 'r/route.json': shut })).toBe('proved')
    expect(
      verdict({
        'r/nft.json': OFF,
        'r/route.json': ROUTER_ROUTES.map((r) => ({ ...r, metric: 7 })),
        'r/again.json': shut,
      }),
    ).toBe('undetermined')
    expect(verdict({ 'r/route.json': ROUTER_ROUTES, 'r/again.json': ROUTER_ROUTES })).toBe('proved')
  })

  const [lo, toa, tob] = ROUTER_LINKS
  it.each([
    ['an interface that was not understood', [lo, toa, { ...tob, ifindex: '3' }]],
    ['the interfaces of one name alone', typed('ip -j -d link show dev toa', [toa])],
    ['an interface that two outputs put in two bridges', [lo, toa, tob, { ...tob, master: 'br9' }]],
    ['a bridge port without its bridge', [lo, toa, { ...tob, master: 'br9' }]],
  ])('[LX-5] %s', (_name, links) => {
    expect(verdict({ 'r/link.json': links, 'r/addr.json': null })).toBe('undetermined')
  })

  it('[LX-1] whole output beside a narrowed one, or passed on in another form, is whole', () => {
    const whole = typed('ip -j -d link show | jq .', ROUTER_LINKS)
    expect(verdict({ 'r/link.json': whole, 'r/one.txt': typed('ip -j -d link show dev toa', [toa]) })).toBe('proved')
    const four = typed('ip -4 -j -d addr show', withoutSix(ROUTER_LINKS))
    const six = typed('ip -6 -j -d addr show', [lo])
    expect(verdict({ 'r/link.json': null, 'r/addr.json': four, 'r/addr6.json': six })).toBe('proved')
  })
})
