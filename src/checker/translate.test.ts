import { describe, expect, it } from 'vitest'
import { formatAddress } from '../base/address.ts'
import type { Action } from '../cloud/chain.ts'
import type { Match } from '../cloud/match.ts'
import type { Hook } from '../cloud/network.ts'
import { chain, cloudOf, face, prefix, router, rule, via } from '../../test/oracle/parts.ts'
import { atRouter, following, packet } from '../../test/oracle/stepping.ts'

const translated = (hook: Hook, action: Action, match: Match = {}, members = {}, options = {}) =>
  following(
    cloudOf({
      interfaces: [face('h:x'), face('h:y', { addresses: ['10.0.1.1/24', 'fd00::1/64'] }), face('h:z')],
      routers: [
        router('h:r', [via('10.0.1.0/24', 'h:y'), via('10.9.0.0/16', 'h:z')], {
          entries: [{ hook, families: ['ip4'], chain: 'n' }],
        }),
      ],
      chains: [chain('n', [rule(action, match), rule('continue')])],
    }),
    atRouter('h:r', 'h:x', { packet: packet(members) }),
    [],
    options,
  ).map(({ next: { place, header } }) => [
    'interface' in place ? place.interface : '',
    `${formatAddress(header.src ?? 0n)}:${header.sport}`,
    `${formatAddress(header.dst ?? 0n)}:${header.dport}`,
  ])

const ports = [{ first: 80, last: 81 }]

describe('translation', () => {
  it('[N-50] takes each address and port of a pool, and keeps what is not named', () => {
    const to = [{ first: prefix('10.9.0.1').first, last: prefix('10.9.0.2').first }]
    expect(translated('prerouting', { kind: 'dnat', to, ports: null }).map(([, , dst]) => dst)).toEqual([
      '10.9.0.1:22',
      '10.9.0.2:22',
    ])
    expect(translated('prerouting', { kind: 'dnat', to: null, ports }).map(([, , dst]) => dst)).toEqual([
      '10.0.1.2:80',
      '10.0.1.2:81',
    ])
    expect(translated('postrouting', { kind: 'snat', to, ports: null }).map(([, src]) => src)).toEqual([
      '10.9.0.1:40000',
      '10.9.0.2:40000',
    ])
  })

  it('[N-50] finds the asked address in a pool too large to try all', () => {
    const action: Action = { kind: 'dnat', to: [prefix('10.9.0.0/16')], ports: null }
    const asked = prefix('10.9.7.7').first
    expect(translated('prerouting', action, {}, {}, { addresses: [asked] }).map(([, , dst]) => dst)).toContain(
      '10.9.7.7:22',
    )
  })

  it('[N-51] leaves packets alone that are not the first of a flow', () => {
    const action: Action = { kind: 'dnat', to: [prefix('10.9.0.1')], ports: null }
    expect(translated('prerouting', action, {}, { state: 'established' })).toEqual([
      ['h:y', '10.0.0.2:40000', '10.0.1.2:22'],
    ])
  })

  it('[N-52] keeps the place in the range of an offset map', () => {
    const action: Action = { kind: 'dnat', to: [prefix('10.9.4.0/24')], ports: null, map: 'offset' }
    expect(translated('prerouting', action, { dst: [prefix('10.0.1.0/24')] })).toEqual([
      ['h:z', '10.0.0.2:40000', '10.9.4.2:22'],
    ])
    expect(translated('prerouting', action, { dst: [prefix('10.0.0.0/16')] })).toEqual([])
  })

  it('[N-53] takes the address of the outgoing interface when it masquerades', () => {
    expect(translated('postrouting', { kind: 'masquerade', ports: null })).toEqual([
      ['h:y', '10.0.1.1:40000', '10.0.1.2:22'],
    ])
    expect(translated('postrouting', { kind: 'masquerade', ports: null }, {}, { dst: '10.9.0.1' })).toEqual([])
  })

  it('[N-54] happens before the routing decision', () => {
    expect(translated('prerouting', { kind: 'dnat', to: [prefix('10.9.0.1')], ports: null })).toEqual([
      ['h:z', '10.0.0.2:40000', '10.9.0.1:22'],
    ])
  })
})
