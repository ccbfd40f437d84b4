import { describe, expect, it } from 'vitest'
import type { Router } from '../../src/cloud/network.ts'
import { agreementOn } from './agreement.ts'
import {
  chain,
  cloudOf,
  device,
  endpoint,
  face,
  forwarding,
  link,
  local,
  maybe,
  no,
  prefix,
  router,
  rule,
  via,
  yes,
} from './parts.ts'

/** A tenant's machine behind a router, and one of the management whose prerouting sends everything to its own loopback network, the only one that its input takes. */
const cloudWith = (takesLoopback: NonNullable<Router['takesLoopback']>) =>
  cloudOf({
    devices: [device('a', 'host'), device('hv', 'host'), device('m', 'host')],
    interfaces: [
      face('a:e'),
      face('hv:x', { router: 'hv:r', addresses: ['10.0.0.1/24'] }),
      face('hv:y', { router: 'hv:r', addresses: ['10.0.1.1/24'] }),
      face('m:e', { router: 'm:r', addresses: ['10.0.1.2/24'] }),
    ],
    links: [link('a:e', 'hv:x'), link('hv:y', 'm:e')],
    routers: [
      router('hv:r', [via('10.0.0.0/24', 'hv:x'), via('10.0.1.0/24', 'hv:y')], {
        forwards: { ip4: forwarding(yes), ip6: forwarding(no) },
      }),
      router('m:r', [local('10.0.1.2'), local('127.0.0.0/8'), via('10.0.1.0/24', 'm:e')], {
        entries: [
          { hook: 'prerouting', families: ['ip4'], chain: 'toLoopback' },
          { hook: 'input', families: ['ip4', 'ip6'], chain: 'onlyLoopback' },
        ],
        takesLoopback,
      }),
    ],
    chains: [
      chain('toLoopback', [rule({ kind: 'dnat', to: [prefix('127.0.0.1')], ports: null })]),
      chain('onlyLoopback', [rule('accept', { dst: [prefix('127.0.0.0/8')] })], 'drop'),
    ],
    endpoints: [endpoint('a:e', ['10.0.0.2']), endpoint('m:e', ['10.0.1.2'])],
  })

describe('loopback networks', () => {
  it.each([
    ['off', { 'm:e': no }, 'proved'],
    ['not stated', {}, 'proved'],
    ['on', { 'm:e': yes }, 'refuted'],
    ['unknown', { 'm:e': maybe }, 'undetermined'],
  ] as const)('[N-39] with the setting %s, what prerouting sends there', (_, takes, answer) => {
    const { disagreements, counts } = agreementOn({ cloud: cloudWith(takes), tenantOf: new Map([['a', 'A']]) })
    expect(disagreements).toEqual([])
    // The way back is open: what a machine puts on its own wire is not held by its own routes.
    const back = { proved: 0, refuted: 1, undetermined: 0 }
    expect(counts).toEqual({ ...back, [answer]: back[answer] + 1 })
  })
})
