import type { Knowable } from '../../../../cloud/knowable.ts'
import type { Forwarding, Router } from '../../../../cloud/network.ts'
import { isRouted, type Host, type HostInterface } from '../host.ts'
import { fromSettings, interfaceKeys, isDisputed, setting } from './sysctl.ts'

/** IPv4: the setting of the interface by which a packet came in; `ip_forward` for those that are not named. */
export function forwarding4(host: Host): Forwarding {
  const global = setting(host, 'net.ipv4.ip_forward', 'net.ipv4.conf.all.forwarding')
  const byInterface = routed(host).flatMap((i): [string, Knowable<boolean>][] => {
    const [key = '', ...others] = interfaceKeys('ipv4', i.name, 'forwarding')
    const own = setting(host, key, ...others)
    if (own !== undefined) return [[i.id, fromSettings(host, own.key, [own], own.value !== 0)]]
    // `ip_forward` sets them all at once; one may have been set on its own since.
    const isOpen = global?.value === 1 && !isDisputed(host, key, ...others)
    return isOpen || global === undefined ? [] : [[i.id, fromSettings<boolean>(host, key, [global], null)]]
  })
  return {
    otherwise: fromSettings(host, 'net.ipv4.ip_forward', [global], global === undefined ? null : global.value !== 0),
    byInterface: Object.fromEntries(byInterface),
  }
}

/** IPv6: one setting for all interfaces; a host without any IPv6 address has the family switched off. */
export function forwarding6(host: Host): Forwarding {
  if (!host.families.includes('ip6'))
    return {
      otherwise: { known: false, from: host.facts.addresses?.[0] === undefined ? [] : [host.facts.addresses[0].at] },
      byInterface: {},
    }
  const all = setting(host, 'net.ipv6.conf.all.forwarding')
  const forced = host.interfaces.some(
    (i) => (setting(host, ...interfaceKeys('ipv6', i.name, 'force_forwarding'))?.value ?? 0) !== 0,
  )
  const value = forced ? null : all === undefined ? null : all.value !== 0
  return { otherwise: fromSettings(host, 'net.ipv6.conf.all.forwarding', [all], value), byInterface: {} }
}

const MODES = ['off', 'strict', 'loose'] as const

/** The greater of the settings for all and for the interface decides (kernel documentation, ip-sysctl). */
export function reversePath(host: Host): Router['reversePath'] {
  const all = setting(host, 'net.ipv4.conf.all.rp_filter')
  return Object.fromEntries(
    routed(host).map((i) => {
      const [key = '', ...others] = interfaceKeys('ipv4', i.name, 'rp_filter')
      const own = setting(host, key, ...others)
      const isLoose = all?.value === 2 || own?.value === 2
      const isKnown = all !== undefined && own !== undefined
      const mode = isLoose ? 'loose' : isKnown ? (MODES[Math.max(all.value, own.value)] ?? null) : null
      return [i.id, fromSettings(host, key, [all, own], mode !== 'off' && asksMark(host, i) ? null : mode)]
    }),
  )
}

/** The check looks at the mark too, which the model's does not. */
const asksMark = (host: Host, i: HostInterface): boolean =>
  ['all', i.name].some((name) => (setting(host, ...interfaceKeys('ipv4', name, 'src_valid_mark'))?.value ?? 0) !== 0)

/** Interfaces that take packets from and to 127.0.0.0/8: their setting or that for all (off unless somebody set it: kernel documentation, ip-sysctl). */
export const takesLoopback = (host: Host): NonNullable<Router['takesLoopback']> =>
  Object.fromEntries(
    routed(host).flatMap((i) => {
      const all = setting(host, 'net.ipv4.conf.all.route_localnet')
      const [key = '', ...others] = interfaceKeys('ipv4', i.name, 'route_localnet')
      const own = setting(host, key, ...others)
      const isOn = [all, own].some((one) => one !== undefined && one.value !== 0)
      if (!isOn && isDisputed(host, 'net.ipv4.conf.all.route_localnet', key, ...others))
        return [[i.id, fromSettings<boolean>(host, key, [all, own], null)]]
      return isOn ? [[i.id, fromSettings(host, key, [all, own], true)]] : []
    }),
  )

/** Whether the interface answers ARP or neighbour discovery for others: its setting or that for all. */
export function proxyNeighbour(host: Host, i: HostInterface): Knowable<boolean> {
  const elsewhere = PROXIES.map(([family, parameter]) =>
    setting(host, `net.${family}.conf.all.${parameter}`, ...interfaceKeys(family, i.name, parameter)),
  )
  const entry = host.facts.neighbours.find(({ value }) => value.dev === i.name && value.proxy !== undefined)
  const proxying = elsewhere.find((one) => one !== undefined && one.value !== 0)
  if (entry !== undefined) return { known: true, from: [entry.at] }
  if (proxying !== undefined) return fromSettings(host, proxying.key, [proxying], true)
  const all = setting(host, 'net.ipv4.conf.all.proxy_arp')
  const [key = '', ...others] = interfaceKeys('ipv4', i.name, 'proxy_arp')
  const own = setting(host, key, ...others)
  const isOn = all?.value === 1 || own?.value === 1
  return fromSettings(host, key, [all, own], isOn ? true : all === undefined || own === undefined ? null : false)
}

/** Ways to answer for others besides `proxy_arp`. */
const PROXIES = [
  ['ipv4', 'proxy_arp_pvlan'],
  ['ipv6', 'proxy_ndp'],
] as const

const routed = (host: Host): readonly HostInterface[] => host.interfaces.filter((i) => isRouted(host, i))
