import { describe, expect, it } from 'vitest'
import { agreementOn } from './agreement.ts'
import { bridge, chain, cloudOf, device, endpoint, face, link, no, port, router, rule, yes } from './parts.ts'

/** Two tenants on one bridge that hands IPv4 to the host's rules, which let only first packets go on, and put the bridge's own address on those. */
const cloud = cloudOf({
  devices: [device('a', 'host'), device('b', 'host'), device('hv', 'host')],
  interfaces: [
    face('a:e'),
    face('b:e'),
    face('hv:a'),
    face('hv:b'),
    face('hv:br', { router: 'hv:r', addresses: ['10.0.0.1/24'] }),
  ],
  links: [link('a:e', 'hv:a'), link('b:e', 'hv:b')],
  bridges: [
    bridge('hv:bridge', [port('hv:a'), port('hv:b'), port('hv:br', { self: true })], {
      router: 'hv:r',
      vlanAware: no,
      netfilter: { ip4: yes, ip6: yes, tagged: yes },
      filters: ['noFrames'],
    }),
  ],
  routers: [
    router('hv:r', [], {
      entries: [
        { hook: 'forward', families: ['ip4', 'ip6'], chain: 'firstOnly' },
        { hook: 'postrouting', families: ['ip4'], chain: 'masquerade' },
      ],
    }),
  ],
  chains: [
    chain('noFrames', [rule('accept', { families: ['ip4'] })], 'drop'),
    chain('firstOnly', [rule('accept', { families: ['ip4'], states: ['new'] })], 'drop'),
    chain('masquerade', [rule({ kind: 'masquerade', ports: null })]),
  ],
  endpoints: [endpoint('a:e', ['10.0.0.2']), endpoint('b:e', ['10.0.0.3'])],
})

describe('masquerading within a bridge', () => {
  it('[N-53] puts the address of the bridge on what goes from wire to wire, which arrives', () => {
    const { disagreements, counts } = agreementOn({
      cloud,
      tenantOf: new Map([
        ['a', 'A'],
        ['b', 'B'],
      ]),
    })
    expect(disagreements).toEqual([])
    expect(counts).toEqual({ proved: 0, refuted: 2, undetermined: 0 })
  })
})
