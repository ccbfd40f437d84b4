import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { IntakeEntry } from '../../src/evidence/intake.ts'
import type { World } from './world.ts'

/** What an engineer would type on each machine. */
const COMMANDS = {
  'ip-link': 'ip -j -d link show',
  'ip-addr': 'ip -j addr show',
  'ip-route': 'ip -j route show table all',
  'ip6-route': 'ip -j -6 route show table all',
  'ip-rule': 'ip -j rule show',
  'ip6-rule': 'ip -j -6 rule show',
  'ip-neigh': 'ip -j neigh show',
  'bridge-vlan': 'bridge -j vlan show',
  'bridge-fdb': 'bridge -j fdb show',
  'bridge-link': 'bridge -j -d link show',
  nft: 'nft -j list ruleset',
  'nft-text': 'nft list ruleset',
  'iptables-save': 'iptables-save',
  'ip6tables-save': 'ip6tables-save',
  'iptables-legacy-save': 'iptables-legacy-save',
  'ip6tables-legacy-save': 'ip6tables-legacy-save',
  sysctl: "sysctl -a 2>/dev/null | grep -E 'ip_forward|forwarding|rp_filter|proxy_arp|proxy_ndp|bridge-nf|l3mdev'",
  ss: 'ss -Hltn',
}

export const commandsOf = (world: World): Map<string, Record<string, string>> =>
  new Map(world.plan.hosts.map((host) => [host, COMMANDS]))

/** The files that the script left, with the engagement that says whose the machines are. */
export function collected(world: World, out: string): IntakeEntry[] {
  const root = join(out, 'evidence')
  return [
    { path: 'akashi.yaml', bytes: Buffer.from(engagementOf(world)) },
    ...readdirSync(root).flatMap((host) =>
      readdirSync(join(root, host)).map((file) => ({
        path: `${host}/${file}.txt`,
        bytes: readFileSync(join(root, host, file)),
      })),
    ),
  ]
}

function engagementOf(world: World): string {
  const own = (party: string): string =>
    world.hosts
      .filter((h) => h.party === party)
      .map((h) => `{ device: ${h.name} }`)
      .join(', ')
  return `akashi: 1\ntenants:\n  - { id: A, endpoints: [${own('A')}] }\n  - { id: B, endpoints: [${own('B')}] }\nmanagement: { endpoints: [${own('management')}] }\npermitted: []\n`
}
