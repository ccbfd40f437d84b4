import type { Permission } from './engagement.ts'
import type { Examination } from './examine.ts'
import { NONE, type Set } from '../proof/bdd.ts'
import type { Spread } from '../proof/spread.ts'
import type { Party } from './ownership.ts'
import { meansParty, permittedSet } from './permitted.ts'
import type { Answer, Finding, PermissionResult } from './result.ts'
import type { Spreads } from './spreads.ts'

/** Each permission, and whether the environment lets any of it through (guide 1.2, in the other direction). */
export function permissionsOf(spreads: Spreads, { engagement, ownership }: Examination): PermissionResult[] {
  return engagement.permitted.map((permission, index) => ({
    index,
    from: permission.from,
    to: permission.to,
    protocol: String(permission.protocol),
    ports: (permission.ports ?? []).join(', '),
    reason: permission.reason ?? '',
    approvedBy: permission.approvedBy ?? '',
    possible: possible(spreads, ownership.parties, permission),
  }))
}

function possible(spreads: Spreads, parties: readonly Party[], permission: Permission): Answer {
  const from = parties.filter((p) => meansParty(permission.from, p))
  const to = parties.filter((p) => meansParty(permission.to, p))
  const wanted = permittedSet(spreads.prover.space, permission)
  if (from.length === 0 || to.length === 0) return 'no'
  if (anyDelivery(spreads, spreads.must, from, to, wanted)) return 'yes'
  return anyDelivery(spreads, spreads.may, from, to, wanted) ? 'unknown' : 'no'
}

function anyDelivery(
  spreads: Spreads,
  spread: Spread,
  from: readonly Party[],
  to: readonly Party[],
  wanted: Set,
): boolean {
  const { bdd } = spreads.prover.space
  return to.some((target) =>
    target.endpoints.some((endpoint) => {
      const arrived = bdd.and(spreads.prover.deliveredSet(spread, endpoint), wanted)
      const sources = bdd.any(from.filter((p) => p.id !== target.id).map((p) => spreads.originsOf(p.id)))
      return bdd.and(arrived, sources) !== NONE
    }),
  )
}

/** Permitted and impossible is worth saying: the permission, or the environment, is not as it is meant to be. */
export const impossibleFindings = (permissions: readonly PermissionResult[], after: number): Finding[] =>
  permissions
    .filter((p) => p.possible === 'no')
    .map((p, i) => ({
      id: `F-${after + i + 1}`,
      kind: 'impossible-permission',
      weight: 'note',
      backDoor: 'routed',
      guides: ['C.8.3.3/1.2'],
      from: p.from.replace(/^tenant:/, ''),
      to: p.to.replace(/^tenant:/, ''),
      title: {
        code: 'impossible-permission',
        params: {
          from: p.from.replace(/^tenant:/, ''),
          to: p.to.replace(/^tenant:/, ''),
          protocol: p.protocol,
          ports: p.ports,
        },
      },
      sources: [],
      destinations: [],
      counts: { sources: 0, destinations: 0 },
      flows: [],
      connected: 'no',
      hops: [],
      witness: null,
      closes: [],
    }))
