import { describe, expect, it } from 'vitest'
import { known } from '../cloud/knowable.ts'
import type { Knowable } from '../cloud/knowable.ts'
import type { Route, Router } from '../cloud/network.ts'
import {
  address,
  chain,
  cloudOf,
  face,
  forwarding,
  local,
  lookUp,
  maybe,
  no,
  prefix,
  route,
  router,
  rule,
  via,
} from '../../test/oracle/parts.ts'
import { atRouter, following, next, packet, step } from '../../test/oracle/stepping.ts'

const cloudWith = (
  routes: readonly Route[],
  members: Partial<Router> = {},
  chains = [chain('none', [], 'drop')],
  proxy = {},
) =>
  cloudOf({
    interfaces: [
      face('h:x', { router: 'h:r', addresses: ['10.0.0.1/24'], ...proxy }),
      face('h:y', { router: 'h:r', addresses: ['10.0.1.1/24'] }),
      face('h:z', { router: 'h:r' }),
    ],
    routers: [router('h:r', routes, members)],
    chains,
  })

const go = (routes: readonly Route[], members: Partial<Router> = {}, from = {}) =>
  next(cloudWith(routes, members), atRouter('h:r', 'h:x', from))

const ON = via('10.0.1.0/24', 'h:y')

describe('routers', () => {
  it('[N-30] take what is for whoever listens or for an address of the interface, and may take for others', () => {
    const gateway = (text: string) => ({ via: { gateway: text } })
    expect(go([ON])).toEqual(['out h:y'])
    expect(go([ON], {}, gateway('10.0.0.1'))).toEqual(['out h:y'])
    expect(go([ON], {}, gateway('10.0.1.1'))).toEqual(['out h:y?'])
    expect(go([ON], {}, gateway('10.0.0.9'))).toEqual([])
    expect(go([ON], {}, { via: 'onlink' })).toEqual([])
    const proxied = cloudWith([ON], {}, [], { proxyNeighbour: known(true) })
    expect(next(proxied, atRouter('h:r', 'h:x', { via: 'onlink' }))).toEqual(['out h:y?'])
  })

  it('[N-31] ask prerouting, then input for what is local, or forward and postrouting', () => {
    const entries = (hook: 'input' | 'forward' | 'prerouting' | 'postrouting') => ({
      entries: [{ hook, families: ['ip4' as const], chain: 'none' }],
    })
    expect(go([ON], entries('input'))).toEqual(['out h:y'])
    for (const hook of ['prerouting', 'forward', 'postrouting'] as const) expect(go([ON], entries(hook))).toEqual([])
    expect(go([local('10.0.1.0/24')], entries('forward'))).toEqual(['local h:r'])
    expect(go([local('10.0.1.0/24')], entries('input'))).toEqual([])
    const six = { entries: [{ hook: 'forward' as const, families: ['ip6' as const], chain: 'none' }] }
    expect(go([ON], six)).toEqual(['out h:y'])
  })

  const tables = [
    { id: 'empty', routes: [] },
    { id: 'throws', routes: [route('10.0.1.0/24', { kind: 'throw' })] },
    { id: 'main', routes: [ON] },
  ]

  it('[N-32] go on with the next policy where a table has no route or throws, and drop where none is left', () => {
    const all = { tables, policy: ['empty', 'throws', 'main'].map((id) => lookUp(id)) }
    expect(go([], all)).toEqual(['out h:y'])
    expect(go([], { tables, policy: [lookUp('throws')] })).toEqual([])
    expect(go([], { tables, policy: [{ match: {}, action: { kind: 'drop' }, from: [] }, lookUp('main')] })).toEqual([])
    expect(go([], { tables, policy: [lookUp('main', { iif: ['h:z'] })] })).toEqual([])
    expect(go([], { tables, policy: [lookUp('main', { unknown: ['u'] })] })).toEqual(['out h:y?'])
  })

  it('[N-33] take the longest prefix, then the lowest metric', () => {
    expect(go([via('0.0.0.0/0', 'h:z'), ON])).toEqual(['out h:y'])
    expect(go([via('10.0.1.0/24', 'h:z', 'onlink', 5), ON])).toEqual(['out h:y'])
  })

  it('[N-34] use every equal-cost hop, and [N-35] send to the gateway, the destination or the peer', () => {
    const hops = [
      { out: 'h:y', to: address('10.0.1.9') },
      { out: 'h:z', to: 'onlink' as const },
      { out: 'h:x', to: 'peer' as const },
    ]
    const found = following(cloudWith([route('10.0.1.0/24', { kind: 'forward', hops })]), atRouter('h:r', 'h:x'))
    expect(found.map(({ next: state, sure }) => [state.via, sure])).toEqual([
      [address('10.0.1.9'), true],
      ['onlink', true],
      ['any', true],
    ])
  })

  it('[N-36] drop at a blackhole and go on in the table that a route names', () => {
    expect(go([via('0.0.0.0/0', 'h:y'), route('10.0.1.0/24', { kind: 'drop' })])).toEqual([])
    const named = [
      { id: 'main', routes: [route('10.0.0.0/8', { kind: 'lookup', table: 'more' })] },
      { id: 'more', routes: [ON] },
    ]
    expect(go([], { tables: named })).toEqual(['out h:y'])
  })

  it('[N-37] may leave by any interface where something was not read, and surely by none', () => {
    const anywhere = ['local h:r?', 'out h:x?', 'out h:y?', 'out h:z?']
    expect(go([route('10.0.1.0/24', { kind: 'unknown', unknown: 'u' })])).toEqual(anywhere)
    const vias = following(
      cloudWith([], { tables: [{ id: 'main', routes: [ON], unknown: 'u' }] }),
      atRouter('h:r', 'h:x'),
    )
    expect(vias.every(({ sure }) => !sure)).toBe(true)
    expect(vias).toHaveLength(5)
  })

  it('[N-36] end on tables that send to each other in a circle', () => {
    const circle = [
      { id: 'main', routes: [route('0.0.0.0/0', { kind: 'lookup', table: 'b' })] },
      { id: 'b', routes: [route('0.0.0.0/0', { kind: 'lookup', table: 'main' })] },
    ]
    expect(go([], { tables: circle }).every((each) => each.endsWith('?'))).toBe(true)
  })

  it('[N-38] forward only where that is on for the interface and the family', () => {
    const set = (otherwise = no, byInterface = {}) => ({
      forwards: { ip4: forwarding(otherwise, byInterface), ip6: forwarding(no) },
    })
    expect(go([ON], set())).toEqual([])
    expect(go([ON], set(no, { 'h:x': known(true) }))).toEqual(['out h:y'])
    expect(go([ON], set(known(true), { 'h:x': no }))).toEqual([])
    expect(go([ON], set(known(true), { 'h:x': maybe }))).toEqual(['out h:y?'])
  })

  it('[N-39] keep multicast, broadcast, loopback and link-local packets on their segment', () => {
    const all = [via('0.0.0.0/0', 'h:y'), via('::/0', 'h:y')]
    const to = (dst: string, src: string, family: 'ip4' | 'ip6') =>
      go(all, {}, { packet: packet({ src, dst, family }) })
    for (const dst of ['224.0.0.5', '255.255.255.255', '127.0.0.1']) expect(to(dst, '10.0.0.2', 'ip4')).toEqual([])
    for (const dst of ['ff02::1', 'fe80::1', '::1']) expect(to(dst, 'fd00::2', 'ip6')).toEqual([])
    expect(to('fd00::9', 'fe80::2', 'ip6')).toEqual([])
    expect(to('fd00::9', 'fd00::2', 'ip6')).toEqual(['out h:y'])
  })

  it('[N-39] deliver to their loopback network what an interface takes for it, also after prerouting sent it there', () => {
    const home = [via('10.0.0.0/24', 'h:x'), local('127.0.0.0/8')]
    const turned = chain('turn', [rule({ kind: 'dnat', to: [prefix('127.0.0.1')], ports: null })], 'accept')
    const entries = [{ hook: 'prerouting' as const, families: ['ip4' as const], chain: 'turn' }]
    const to = (dst: string, members: Partial<Router>) =>
      next(
        cloudWith(home, members, [turned]),
        atRouter('h:r', 'h:x', { packet: packet({ src: '10.0.0.2', dst, family: 'ip4' }) }),
      )
    const takes = (fact: Knowable<boolean>) => ({ takesLoopback: { 'h:x': fact } })
    expect(to('127.0.0.1', {})).toEqual([])
    expect(to('127.0.0.1', takes(known(true)))).toEqual(['local h:r'])
    expect(to('127.0.0.1', takes(maybe))).toEqual(['local h:r?'])
    expect(to('10.0.1.9', { entries })).toEqual([])
    expect(to('10.0.1.9', { entries, ...takes(known(true)) })).toEqual(['local h:r'])
  })

  it('[N-40] check the reverse path strictly, loosely or not at all, for IPv4', () => {
    const back = (mode: 'off' | 'strict' | 'loose', source: string) =>
      go([ON, via(source, 'h:z'), via('::/0', 'h:y')], { reversePath: { 'h:x': known(mode) } })
    expect(back('strict', '10.0.0.0/24')).toEqual([])
    expect(back('loose', '10.0.0.0/24')).toEqual(['out h:y'])
    expect(back('loose', '10.7.0.0/24')).toEqual([])
    expect(back('off', '10.7.0.0/24')).toEqual(['out h:y'])
    const strict = { reversePath: { 'h:x': known('strict' as const) } }
    expect(go([ON, via('10.0.0.0/24', 'h:x')], strict)).toEqual(['out h:y'])
    expect(go([ON, via('10.0.0.0/24', 'h:z')], { reversePath: { 'h:x': maybe } })).toEqual(['out h:y?'])
    const six = { packet: packet({ family: 'ip6', src: 'fd00::2', dst: 'fd01::2' }) }
    expect(go([via('fd01::/64', 'h:y')], strict, six)).toEqual(['out h:y'])
  })

  it('[N-41] send their own packets through output and postrouting, routed again after a translation', () => {
    const emitted = (rules: Parameters<typeof chain>[1]) =>
      next(
        cloudWith([ON, via('10.5.0.0/24', 'h:z')], { entries: [{ hook: 'output', families: ['ip4'], chain: 'o' }] }, [
          chain('o', rules),
        ]),
        step({ kind: 'own', router: 'h:r' }),
      )
    expect(emitted([])).toEqual(['out h:y'])
    expect(emitted([rule('drop', { oif: ['h:y'] })])).toEqual([])
    expect(emitted([rule({ kind: 'dnat', to: [prefix('10.5.0.1')], ports: null })])).toEqual(['out h:z'])
  })
})
