import { bridgesOf, placesOf, tapsOf } from './words.ts'
import type { World } from './world.ts'

/** Random rules for `iptables-restore` or `ip6tables-restore`, with the matches and targets that are met in the field. */
export function iptablesRules(world: World, family: 4 | 6): string {
  const { dice } = world
  const rules = (chain: string, n: number): string[] =>
    Array.from({ length: n }, () => `-A ${chain} ${filterRule(world, family, chain !== 'INPUT')}`)
  const filter = [
    '*filter',
    ':INPUT ACCEPT [0:0]',
    `:FORWARD ${dice.pick(['DROP', 'DROP', 'ACCEPT'])} [0:0]`,
    ':OUTPUT ACCEPT [0:0]',
    ':TENANT - [0:0]',
    ...(family === 6
      ? ['INPUT', 'FORWARD'].flatMap((c) =>
          [135, 136].map((t) => `-A ${c} -p ipv6-icmp -m icmp6 --icmpv6-type ${t} -j ACCEPT`),
        )
      : []),
    `-A FORWARD ${dice.pick(['-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT', '-m state --state ESTABLISHED -j ACCEPT', '-m conntrack ! --ctstate NEW -j ACCEPT'])}`,
    ...rules('FORWARD', 3),
    `-A FORWARD ${place(world, family, '-s')} ${dice.pick(['-j', '-j', '-g'])} TENANT`,
    ...rules('FORWARD', 1),
    ...rules('TENANT', 2),
    ...(world.chance(30) ? [`-A TENANT ${place(world, family, '-d')} -j RETURN`, ...rules('TENANT', 1)] : []),
    ...rules('INPUT', 1),
    ...(world.chance(25) ? [`-A OUTPUT ${place(world, family, '-d')} -p tcp -m tcp --dport 22 -j DROP`] : []),
    'COMMIT',
  ]
  const raw = world.chance(15) ? ['*raw', `-A PREROUTING ${place(world, family, '-s')} -j CT --notrack`, 'COMMIT'] : []
  return `${[...filter, ...raw, ...(family === 4 ? [...nat(world), ...mangle(world)] : [])].join('\n')}\n`
}

const place = (world: World, family: 4 | 6, flag: '-s' | '-d'): string =>
  `${world.chance(15) ? '! ' : ''}${flag} ${world.dice.pick(placesOf(world, family))}`

function filterRule(world: World, family: 4 | 6, leaves: boolean): string {
  const { dice } = world
  return [
    world.chance(60) ? place(world, family, '-s') : '',
    world.chance(60) ? place(world, family, '-d') : '',
    world.chance(20) ? `${world.chance(25) ? '! ' : ''}-i ${dice.pick([...bridgesOf(world), 'br+'])}` : '',
    leaves && world.chance(15) ? `-o ${dice.pick(bridgesOf(world))}` : '',
    match(world, family),
    `-j ${dice.pick(['ACCEPT', 'ACCEPT', 'ACCEPT', 'DROP', 'DROP', 'REJECT', 'RETURN', 'LOG'])}`,
  ]
    .filter((part) => part !== '')
    .join(' ')
}

const match = (world: World, family: 4 | 6): string =>
  world.dice.pick([
    '-p tcp -m tcp --dport 22',
    '-p tcp -m tcp ! --dport 22',
    '-p tcp -m multiport --dports 22,80',
    '-p tcp -m multiport ! --dports 22,443',
    '-p udp -m udp --dport 53',
    '-p tcp -m tcp --tcp-flags SYN,RST,ACK,FIN SYN',
    family === 4 ? '-p icmp -m icmp --icmp-type 8' : '-p ipv6-icmp -m icmp6 --icmpv6-type 128',
    '-m conntrack --ctstate NEW',
    `-m physdev --physdev-in ${world.dice.pick(tapsOf(world))}`,
    '-m physdev --physdev-is-bridged',
    family === 4 ? `-m iprange --src-range ${world.networks[0]?.v4}.1-${world.networks[0]?.v4}.60` : '',
    '-m comment --comment "ticket 12: \\"temporary\\""',
    '! -p tcp',
    '-m mark --mark 0x7',
    '-m mark ! --mark 0x1/0x3',
    '',
  ])

function nat(world: World): string[] {
  if (!world.chance(45)) return []
  world.features.push('iptables nat')
  const { dice } = world
  const [to, virtual] = [dice.pick(world.hosts), dice.pick(world.networks)]
  const other = dice.pick(world.networks)
  return [
    '*nat',
    dice.pick([
      `-A PREROUTING -d ${virtual.v4}.1/32 -p tcp -m tcp --dport 80 -j DNAT --to-destination ${to.v4}:22`,
      `-A PREROUTING -d ${virtual.v4}.1/32 -j DNAT --to-destination ${to.v4}`,
      `-A PREROUTING -d ${to.v4}/32 -p tcp -m tcp --dport 80 -j REDIRECT --to-ports 22`,
      `-A PREROUTING -d ${virtual.v4}.0/24 -p udp -j NETMAP --to ${other.v4}.0/24`,
      `-A PREROUTING -i ${dice.pick(bridgesOf(world))} -p tcp -m tcp --dport 22 -j REDIRECT --to-ports 80`,
    ]),
    dice.pick([
      `-A POSTROUTING -o ${dice.pick(bridgesOf(world))} -j MASQUERADE`,
      `-A POSTROUTING -s ${virtual.v4}.0/24 ! -o ${virtual.gateway.nic} -j MASQUERADE`,
      `-A POSTROUTING -d ${virtual.v4}.0/24 -j SNAT --to-source ${virtual.v4}.1`,
      '',
    ]),
    'COMMIT',
  ]
}

const mangle = (world: World): string[] =>
  world.chance(30)
    ? ['*mangle', `-A PREROUTING -s ${world.dice.pick(world.hosts).v4} -j MARK --set-xmark 0x7/0xffffffff`, 'COMMIT']
    : []
