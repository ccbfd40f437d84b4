import type { Action, Chain, Rule } from '../../src/cloud/chain.ts'
import type { ChainId } from '../../src/cloud/ids.ts'
import type { Interface } from '../../src/cloud/network.ts'
import type { Dice } from './dice.ts'
import { chain, prefix, rule } from './parts.ts'
import { HOSTS, randomMatch } from './randomMatch.ts'

const COUNT = 4

/** Chains that call only later ones, as kernels demand. */
export const randomChains = (d: Dice): Chain[] =>
  Array.from({ length: COUNT }, (_, i) =>
    chain(
      `c${i}`,
      Array.from({ length: d.upTo(3) }, () => randomRule(d, i)),
      d.odds(3) ? 'drop' : 'accept',
    ),
  )

function randomRule(d: Dice, i: number): Rule {
  if (d.odds(20)) return offsetRule(d)
  return rule(randomAction(d, i), randomMatch(d))
}

/** NETMAP: one prefix onto another of the same size. */
function offsetRule(d: Dice): Rule {
  const [from, to] = [prefix('10.0.0.0/30'), prefix('10.0.1.0/30')]
  const kind = d.pick(['dnat', 'snat'] as const)
  return rule(
    { kind, to: [to], ports: null, map: 'offset' },
    { ...randomMatch(d), [kind === 'dnat' ? 'dst' : 'src']: [from] },
  )
}

function randomAction(d: Dice, i: number): Action {
  const later = `c${Math.min(COUNT - 1, i + 1 + d.upTo(1))}`
  const calls: readonly Action[] =
    i < COUNT - 1
      ? [
          { kind: 'jump', chain: later },
          { kind: 'goto', chain: later },
        ]
      : []
  const simple: readonly Action[] = [
    { kind: 'accept' },
    { kind: 'accept' },
    { kind: 'drop' },
    { kind: 'drop' },
    { kind: 'return' },
    { kind: 'continue' },
    { kind: 'mark', value: 1 },
    { kind: 'notrack' },
    { kind: 'masquerade', ports: null },
    { kind: d.pick(['dnat', 'snat']), to: [prefix(d.pick(HOSTS))], ports: null },
    { kind: 'dnat', to: null, ports: [{ first: 22, last: 22 }] },
    { kind: 'unknown', unknown: 'u' },
  ]
  return d.pick([...simple, ...calls, ...calls])
}

/** Filters of an interface; most have none. */
export const randomFilters = (d: Dice, chains: readonly Chain[]): Pick<Interface, 'inFilters' | 'outFilters'> => ({
  inFilters: some(d, chains),
  outFilters: some(d, chains),
})

const some = (d: Dice, chains: readonly Chain[]): ChainId[] => (d.odds(8) ? [d.pick(chains).id] : [])
