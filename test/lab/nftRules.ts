import { bridgesOf, placesOf } from './words.ts'
import type { World } from './world.ts'

/** A random rule set for nft in the shape that people write: a forward chain with a default, a side chain, input, output, sets, maps, marks, translation. */
export function nftRules(world: World): string {
  const { dice } = world
  const six = world.networks.some((n) => n.v6 !== null)
  const rules = (n: number, jump: boolean): string =>
    Array.from({ length: n }, () => `    ${filterRule(world, jump)}`).join('\n')
  const extra = dice.pick([vmapRule, concatRule, setRule, markRule, limitless])
  const four = placesOf(world, 4)
  return `table inet fw {
  set four { type ipv4_addr; flags interval; auto-merge; elements = { ${dice.pick(four)}, ${dice.pick(four)} } }
  set pairs { type ipv4_addr . ipv4_addr; elements = { ${plain(world)} . ${plain(world)}, ${plain(world)} . ${plain(world)} } }
  map verdicts { type ipv4_addr : verdict; elements = { ${uniq([plain(world), plain(world)])
    .map((a) => `${a} : ${dice.pick(['accept', 'drop', 'jump side'])}`)
    .join(', ')} } }
  chain side {
${rules(2, false)}
  }
  chain raw { type filter hook prerouting priority raw; policy accept;
${world.chance(12) ? `    ip saddr ${dice.pick(four)} notrack` : ''}
${world.chance(12) ? `    ip saddr ${plain(world)} drop` : ''}
  }
  chain forward { type filter hook forward priority 0; policy ${dice.pick(['drop', 'drop', 'accept'])};
${six ? ND : ''}    ${dice.pick(['ct state established,related accept', 'ct state vmap { established : accept, related : accept, invalid : drop }', 'ct state { established, related } accept', world.chance(80) ? 'ct state != new accept' : ''])}
${rules(3, true)}
    ${extra(world)}
${rules(2, true)}
  }
  chain input { type filter hook input priority 0; policy accept;
${six ? ND : ''}    ct state established,related accept
${rules(1, false)}
  }
  chain output { type filter hook output priority 0; policy accept;
${world.chance(30) ? `    ip daddr ${dice.pick(four)} ${dice.pick(['tcp dport 22 drop', 'icmp type echo-request drop', 'reject'])}` : ''}
  }
  chain last { type filter hook forward priority 10; policy accept;
${world.chance(25) ? rules(1, false) : ''}
  }
}
${world.chance(45) ? natRules(world) : ''}${world.chance(15) ? bridgeRules(world) : ''}`
}

/** Without these no neighbour would ever be found, on bridges too where bridge netfilter is on. */
const ND = '    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-advert } accept\n'
const uniq = (all: readonly string[]): string[] => [...new Set(all)]
const plain = (world: World): string => world.dice.pick(world.hosts).v4

function filterRule(world: World, jump: boolean): string {
  const { dice } = world
  const six = world.networks.some((n) => n.v6 !== null) && world.chance(35)
  const family = six ? ('ip6' as const) : ('ip' as const)
  const places = placesOf(world, six ? 6 : 4)
  const not = (percent: number): string => (world.chance(percent) ? '!= ' : '')
  return [
    world.chance(65) ? `${family} saddr ${not(15)}${dice.pick(places)}` : '',
    world.chance(65) ? `${family} daddr ${not(15)}${dice.pick(places)}` : '',
    world.chance(25) ? `iifname ${not(25)}"${dice.pick(bridgesOf(world))}"` : '',
    world.chance(15) ? `oifname "${dice.pick(bridgesOf(world))}"` : '',
    protocol(world),
    dice.pick([
      'accept',
      'accept',
      'accept',
      'drop',
      'reject',
      'counter',
      jump ? 'jump side' : 'accept',
      jump ? 'goto side' : 'return',
    ]),
  ]
    .filter((part) => part !== '')
    .join(' ')
}

const protocol = (world: World): string =>
  world.dice.pick([
    'tcp dport 22',
    'tcp dport { 22, 80 }',
    'tcp dport != 22',
    'tcp dport 1-79',
    'udp dport 53',
    'th dport 53',
    'meta l4proto { tcp, udp }',
    'meta l4proto icmp',
    'icmp type echo-request',
    'icmpv6 type echo-request',
    'tcp flags syn / syn,rst,ack,fin',
    'ct state new',
    '',
    '',
  ])

const vmapRule = (world: World): string =>
  world.dice.pick(['ip saddr vmap @verdicts', 'tcp dport vmap { 22 : accept, 80 : jump side }'])
const concatRule = (world: World): string =>
  world.dice.pick([
    'ip saddr . ip daddr @pairs accept',
    `ip saddr . tcp dport { ${plain(world)} . 22, ${plain(world)} . 80 } ${world.dice.pick(['accept', 'drop'])}`,
    `iifname . oifname { "br10" . "br20", "br20" . "br99" } ${world.dice.pick(['accept', 'drop'])}`,
  ])
const setRule = (world: World): string =>
  `ip ${world.dice.pick(['saddr', 'daddr'])} ${world.dice.pick(['', '!= '])}@four ${world.dice.pick(['accept', 'drop'])}`
const markRule = (world: World): string =>
  `ip saddr ${plain(world)} meta mark set 7\n    meta mark 7 ${world.dice.pick(['accept', 'drop'])}`
const limitless = (): string => 'counter'

function natRules(world: World): string {
  const { dice } = world
  world.features.push('nft nat')
  const to = dice.pick(world.hosts)
  const virtual = dice.pick(world.networks)
  const first = dice.pick([
    `ip daddr ${virtual.v4}.1 tcp dport 80 dnat to ${to.v4}:22`,
    `ip daddr ${virtual.v4}.1 dnat to ${to.v4}`,
    `ip daddr ${dice.pick(world.hosts).v4} tcp dport 80 redirect to :22`,
    `tcp dport 80 dnat to ip saddr map { ${plain(world)} : ${plain(world)} }`,
    `iifname "${dice.pick(bridgesOf(world))}" tcp dport 22 redirect to :80`,
  ])
  const second = dice.pick([
    `oifname "${dice.pick(bridgesOf(world))}" masquerade`,
    `ip saddr ${dice.pick(placesOf(world, 4))} oifname "${dice.pick(bridgesOf(world))}" masquerade`,
    `oifname "${virtual.gateway.nic}" ip daddr ${virtual.v4}.0/24 snat to ${virtual.v4}.1`,
    '',
  ])
  return `table ip nat {
  chain pre { type nat hook prerouting priority dstnat; ${first}; }
  chain post { type nat hook postrouting priority srcnat; ${second === '' ? 'counter' : second}; }
  chain out { type nat hook output priority -100; ${world.chance(30) ? `ip daddr ${virtual.v4}.1 tcp dport 80 dnat to ${to.v4}:22` : 'counter'}; }
}
`
}

function bridgeRules(world: World): string {
  world.features.push('nft bridge')
  const { dice } = world
  return `table bridge l2 {
  chain f { type filter hook forward priority 0; policy accept;
    ${dice.pick([`ip saddr ${plain(world)} ip daddr ${plain(world)} drop`, 'ip protocol icmp drop', 'tcp dport 22 drop', `ether type ip6 drop`, `ip daddr ${plain(world)} tcp dport 80 drop`])}
  }
}
`
}
