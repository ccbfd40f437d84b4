import { describe, expect, it } from 'vitest'
import { known } from '../cloud/knowable.ts'
import type { Action, Rule } from '../cloud/chain.ts'
import type { Hook, Route, Router } from '../cloud/network.ts'
import {
  chain,
  cloudOf,
  face,
  forwarding,
  local,
  maybe,
  no,
  prefix,
  route,
  router,
  rule,
  via,
} from '../../test/oracle/parts.ts'
import { NONE } from './bdd.ts'
import { createEngine } from './engine.ts'
import { indexCloud } from './index.ts'
import { emitted, routed } from './routers.ts'
import { Space } from './space.ts'

type Reading = 'may' | 'must'
interface Asked {
  readonly rules?: readonly Rule[]
  readonly src?: string
  readonly dst?: string
  readonly family?: 'ip4' | 'ip6'
}

/** The places that a router sends a packet to that came in by `h:x` (or that it sends itself), with the sources that the packet has there. */
function ways(reading: Reading, routes: readonly Route[], members: Partial<Router>, asked: Asked, own = false) {
  const { rules = [], src = '10.0.0.2', dst = '10.0.1.9', family = 'ip4' } = asked
  const cloud = cloudOf({
    interfaces: [
      face('h:x', { router: 'h:r', addresses: ['10.0.0.1/24'] }),
      face('h:y', { router: 'h:r', addresses: ['10.0.1.1/24'] }),
      face('h:z', { router: 'h:r', addresses: ['10.5.0.1/24'] }),
    ],
    routers: [router('h:r', routes, members)],
    // The second is asked by nobody: so that the packet's addresses are told apart from others.
    chains: [chain('c', rules), chain('apart', [rule('accept', { src: [prefix(src)], dst: [prefix(dst)] })])],
  })
  const space = new Space(cloud, 1)
  const engine = createEngine(indexCloud(cloud), space, reading, { machines: new Set(), inside: 'as-evidence' })
  const [host] = cloud.routers
  if (host === undefined) throw new Error('there is no router')
  const packet = space.bdd.all([
    space.valid,
    space.family(family),
    // UDP: every one of its packets may be the first of a connection.
    space.protocolSet([17]),
    space.addressSet('src', [prefix(src)]),
    space.addressSet('dst', [prefix(dst)]),
    own ? space.value('iif', 0) : space.interfaceSet('iif', ['h:x']),
    space.state('new'),
    ...(['oif', 'via', 'mark', 'vlan', 'origin'] as const).map((field) => space.value(field, 0)),
  ])
  expect(packet).not.toBe(NONE)
  const onward = own ? emitted(engine, host, packet) : routed(engine, host, packet)
  return onward.flatMap(({ to, set }) => {
    if (set === NONE) return []
    const place = 'interface' in to ? to.interface : 'local'
    const sources = ['10.0.0.2', '10.0.1.1', '10.5.0.1', '10.7.7.7'].filter(
      (one) => space.bdd.and(set, space.addressSet('src', [prefix(one)])) !== NONE,
    )
    return [{ place, sources }]
  })
}

const places = (reading: Reading, routes: readonly Route[], members: Partial<Router> = {}, asked: Asked = {}) =>
  ways(reading, routes, members, asked).map(({ place }) => place)

/** What both readings say, where nothing is in doubt. */
function surely(routes: readonly Route[], members: Partial<Router> = {}, asked: Asked = {}) {
  const must = places('must', routes, members, asked)
  expect(places('may', routes, members, asked)).toEqual(must)
  return must
}

const ON = via('10.0.1.0/24', 'h:y')
const hooked = (...hooks: Hook[]): Partial<Router> => ({
  entries: hooks.map((hook) => ({ hook, families: ['ip4'], chain: 'c' })),
})
const DROP = { rules: [rule('drop')] }

describe('routers, as sets', () => {
  it('[V-7] [N-31] ask prerouting, then input for what is local, or forward and postrouting', () => {
    expect(surely([ON])).toEqual(['h:y'])
    for (const hook of ['prerouting', 'forward', 'postrouting'] as const)
      expect(surely([ON], hooked(hook), DROP)).toEqual([])
    for (const hook of ['input', 'output'] as const) expect(surely([ON], hooked(hook), DROP)).toEqual(['h:y'])
    const home = [local('10.0.1.0/24')]
    for (const hook of ['prerouting', 'input'] as const) expect(surely(home, hooked(hook), DROP)).toEqual([])
    for (const hook of ['forward', 'postrouting', 'output'] as const)
      expect(surely(home, hooked(hook), DROP)).toEqual(['local'])
  })

  it('[V-7] [N-31] ask an entry for its families only', () => {
    const six = { entries: [{ hook: 'forward' as const, families: ['ip6' as const], chain: 'c' }] }
    expect(surely([ON], six, DROP)).toEqual(['h:y'])
    const packet = { ...DROP, family: 'ip6', src: 'fd00::2', dst: 'fd01::2' } as const
    expect(surely([via('fd01::/64', 'h:y')], six, packet)).toEqual([])
    expect(surely([via('fd01::/64', 'h:y')], hooked('forward'), packet)).toEqual(['h:y'])
  })

  it('[V-7] [N-38] forward only where that is on for the interface and the family', () => {
    const set = (otherwise = no, byInterface = {}) => ({
      forwards: { ip4: forwarding(otherwise, byInterface), ip6: forwarding(known(true)) },
    })
    expect(surely([ON], set())).toEqual([])
    expect(surely([ON], set(no, { 'h:x': known(true) }))).toEqual(['h:y'])
    expect(surely([ON], set(known(true), { 'h:x': no }))).toEqual([])
    const doubtful = set(known(true), { 'h:x': maybe })
    expect([places('may', [ON], doubtful), places('must', [ON], doubtful)]).toEqual([['h:y'], []])
    expect(surely([local('10.0.1.0/24')], set())).toEqual(['local'])
  })

  it('[V-7] [N-40] check the reverse path strictly, loosely or not at all, for IPv4', () => {
    const back = (mode: 'off' | 'strict' | 'loose', source: string, out = 'h:z') =>
      surely([ON, via(source, out)], { reversePath: { 'h:x': known(mode) } })
    expect(back('strict', '10.0.0.0/24')).toEqual([])
    expect(back('strict', '10.0.0.0/24', 'h:x')).toEqual(['h:y'])
    expect(back('loose', '10.0.0.0/24')).toEqual(['h:y'])
    expect(back('loose', '10.7.0.0/24')).toEqual([])
    expect(back('off', '10.7.0.0/24')).toEqual(['h:y'])
    const doubtful = { reversePath: { 'h:x': maybe } }
    const routes = [ON, via('10.0.0.0/24', 'h:z')]
    expect([places('may', routes, doubtful), places('must', routes, doubtful)]).toEqual([['h:y'], []])
    const six = { family: 'ip6', src: 'fd00::2', dst: 'fd01::2' } as const
    expect(surely([via('fd01::/64', 'h:y')], { reversePath: { 'h:x': known('strict') } }, six)).toEqual(['h:y'])
  })

  it('[V-7] [N-39] keep multicast, broadcast, loopback and link-local packets on their segment', () => {
    const all = [via('0.0.0.0/0', 'h:y'), via('::/0', 'h:y')]
    for (const dst of ['224.0.0.5', '255.255.255.255', '127.0.0.1']) expect(surely(all, {}, { dst })).toEqual([])
    for (const dst of ['ff02::1', 'fe80::1', '::1'])
      expect(surely(all, {}, { family: 'ip6', src: 'fd00::2', dst })).toEqual([])
    expect(surely(all, {}, { family: 'ip6', src: 'fe80::2', dst: 'fd00::9' })).toEqual([])
  })

  const masquerade: Action = { kind: 'masquerade', ports: null }
  const snat: Action = { kind: 'snat', to: [prefix('10.7.7.7')], ports: null }
  const sources = (reading: Reading, rules: readonly Rule[], hook: Hook = 'postrouting') =>
    ways(reading, [ON], hooked(hook), { rules })

  it('[V-7] [N-53] give what goes out the address of the interface where they masquerade, and the given one where they translate', () => {
    for (const reading of ['may', 'must'] as const) {
      expect(sources(reading, [rule(masquerade)])).toEqual([{ place: 'h:y', sources: ['10.0.1.1'] }])
      expect(sources(reading, [rule(snat)])).toEqual([{ place: 'h:y', sources: ['10.7.7.7'] }])
      expect(sources(reading, [rule(masquerade, { oif: ['h:z'] })])).toEqual([{ place: 'h:y', sources: ['10.0.0.2'] }])
    }
  })

  it('[V-7] [N-53] surely do neither where it is in doubt whether they translate', () => {
    for (const action of [masquerade, snat]) {
      const doubtful = [rule(action, { unknown: ['u'] })]
      expect(sources('must', doubtful)).toEqual([])
      expect(sources('may', doubtful)[0]?.sources).toContain('10.0.0.2')
      expect(sources('may', doubtful)[0]?.sources).toHaveLength(2)
    }
  })

  it('[V-7] [N-31] decide where a packet goes after prerouting has translated its destination', () => {
    const turned = [rule({ kind: 'dnat', to: [prefix('10.5.0.9')], ports: null })]
    expect(surely([ON, via('10.5.0.0/24', 'h:z')], hooked('prerouting'), { rules: turned })).toEqual(['h:z'])
    expect(surely([ON], hooked('prerouting'), { rules: turned })).toEqual([])
    expect(surely([ON, route('10.5.0.0/24', { kind: 'drop' })], hooked('prerouting'), { rules: turned })).toEqual([])
  })

  it('[V-7] [N-41] send their own packets through output and postrouting, routed again after a translation', () => {
    const sent = (rules: readonly Rule[], hook: Hook = 'output') =>
      (['may', 'must'] as const).map((reading) =>
        ways(reading, [ON, via('10.5.0.0/24', 'h:z')], hooked(hook), { rules }, true).map(({ place }) => place),
      )
    expect(sent([])).toEqual([['h:y'], ['h:y']])
    for (const hook of ['output', 'postrouting'] as const) expect(sent([rule('drop')], hook)).toEqual([[], []])
    for (const hook of ['prerouting', 'forward', 'input'] as const)
      expect(sent([rule('drop')], hook)).toEqual([['h:y'], ['h:y']])
    expect(sent([rule('drop', { oif: ['h:y'] })])).toEqual([[], []])
    expect(sent([rule({ kind: 'dnat', to: [prefix('10.5.0.9')], ports: null })])).toEqual([['h:z'], ['h:z']])
  })
})
