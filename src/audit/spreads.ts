import { NONE, type Set } from '../proof/bdd.ts'
import { Prover } from '../proof/prover.ts'
import type { Spread } from '../proof/spread.ts'
import type { Examination } from './examine.ts'
import { extraOf, permittedBetween } from './permitted.ts'
import type { Party } from './ownership.ts'
import { sourceGroups, type SourceGroup } from './sources.ts'

/** The model made ready for the audit: what all sources together can become, in both readings. */
export interface Spreads {
  readonly prover: Prover
  readonly groups: readonly SourceGroup[]
  readonly may: Spread
  readonly must: Spread
  /** The packets of a party's own sources, by `origin`. */
  readonly originsOf: (party: string | null) => Set
  readonly permitted: (from: Party, to: Party) => Set
}

/** Spreads every party's packets once, told apart by their origin; nothing here looks at pairs of parties or of endpoints. */
export function spreadAll({ evidence, ownership, engagement }: Examination): Spreads {
  const probe = new Prover(evidence.cloud, ownership.owners)
  const groups = sourceGroups(probe.index, ownership)
  const prover = new Prover(evidence.cloud, ownership.owners, groups.length, extraOf(engagement.permitted))
  const { space } = prover
  const origins = new Map<string | null, Set>()
  groups.forEach(({ party }, rank) => {
    origins.set(party, space.bdd.or(origins.get(party) ?? NONE, space.value('origin', rank)))
  })
  const originsOf = (party: string | null): Set => origins.get(party) ?? NONE
  const ownerOfDevice = new Map(groups.map((g) => [g.device, g.party]))
  prover.limitRelays((machine) => space.bdd.not(originsOf(ownerOfDevice.get(machine) ?? null)))
  const endpoints = groups.map((g) => g.endpoints)
  const between = new Map<string, Set>()
  return {
    prover,
    groups,
    may: prover.spreadOfAll(endpoints, 'may'),
    must: prover.spreadOfAll(endpoints, 'must'),
    originsOf,
    permitted: (from, to) => {
      const key = `${from.id} ${to.id}`
      const known = between.get(key)
      if (known !== undefined) return known
      const made = permittedBetween(space, engagement.permitted, from, to)
      between.set(key, made)
      return made
    },
  }
}
