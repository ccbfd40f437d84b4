import type { IntakeEntry } from '../../src/evidence/intake.ts'
import type { Dice } from '../oracle/dice.ts'

/** Less evidence, and evidence as it comes from a terminal: whatever is then said must still be right, or unknown. */
export function spoil(entries: readonly IntakeEntry[], dice: Dice): IntakeEntry[] {
  const lost = dice.pick([1, 1, 2, 4])
  const names = new Set(Array.from({ length: lost }, () => dice.pick(entries).path))
  const lostHost = dice.odds(4) ? dice.pick(entries).path.split('/')[0] : undefined
  return entries
    .filter(({ path }) => path === 'akashi.yaml' || (!names.has(path) && path.split('/')[0] !== lostHost))
    .map((entry) => (entry.path === 'akashi.yaml' || !dice.odds(3) ? entry : noisy(entry, dice)))
}

/** The same output with a banner, the echoed command and a prompt around it. */
export function noisy({ path, bytes }: IntakeEntry, dice: Dice): IntakeEntry {
  const before = dice.pick(['', 'Last login: Mon Jan  5 10:00:00 from 192.0.2.7\n', '*** authorised use only ***\n\n'])
  const prompt = dice.pick(['root@host:~# ', '[root@host ~]# ', 'admin@host$ '])
  const command = COMMAND_OF[path.split('/').at(-1)?.replace('.txt', '') ?? ''] ?? 'show'
  return { path, bytes: Buffer.from(`${before}${prompt}${command}\n${Buffer.from(bytes).toString()}${prompt}\n`) }
}

const COMMAND_OF: Readonly<Record<string, string>> = {
  'ip-link': 'ip -j -d link show',
  'ip-addr': 'ip -j addr show',
  'ip-route': 'ip -j route show table all',
  'ip6-route': 'ip -j -6 route show table all',
  nft: 'nft -j list ruleset',
  'nft-text': 'nft list ruleset',
  'iptables-save': 'iptables-save',
}
