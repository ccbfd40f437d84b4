import { checkWitness } from '../../src/checker/checkWitness.ts'
import { TooMuchWork } from '../../src/checker/context.ts'
import type { Cloud } from '../../src/cloud/cloud.ts'
import type { EndpointId } from '../../src/cloud/ids.ts'
import { NONE } from '../../src/proof/bdd.ts'
import { pathOf, witnessOf } from '../../src/proof/path.ts'
import { Prover } from '../../src/proof/prover.ts'
import { trace } from '../../src/proof/trace.ts'
import { unknownsOn } from '../../src/proof/unknowns.ts'
import { deliveriesFrom } from './brute.ts'
import type { Delivery } from './brute.ts'
import type { OwnedCloud } from './smallCloud.ts'

/** What the prover and the oracle say differently of one pair of endpoints, and what is wrong with the prover's reasons. */
export interface Disagreement {
  readonly from: EndpointId
  readonly to: EndpointId
  readonly kind: 'false-proved' | 'false-refuted' | 'not-possible' | 'not-sure' | 'witness' | 'no-unknown'
  readonly detail: string
}

export interface Agreement {
  readonly disagreements: readonly Disagreement[]
  /** How often each answer was given by both, so that a test can see that it looked. */
  readonly counts: { readonly proved: number; readonly refuted: number; readonly undetermined: number }
}

/** Every pair of endpoints on different machines, asked of the prover and of the oracle. */
export function agreementOn({ cloud, tenantOf }: OwnedCloud): Agreement {
  const tenants = new Set(tenantOf.keys())
  const hosts = new Set(cloud.devices.filter((d) => d.kind === 'host' && !tenants.has(d.id)).map((d) => d.id))
  const prover = new Prover(cloud, { tenants, hosts })
  const disagreements: Disagreement[] = []
  const counts = { proved: 0, refuted: 0, undetermined: 0 }
  for (const from of cloud.endpoints) {
    const found = oracleOf(cloud, tenants, from.id)
    if (found === null) continue
    for (const to of cloud.endpoints) {
      if (to.device === from.device) continue
      const said = sayingOf(prover, tenants, from.id, to.id)
      disagreements.push(...compare(said, found.get(to.id), from.id, to.id))
      counts[said.must ? 'refuted' : said.may ? 'undetermined' : 'proved'] += 1
    }
  }
  return { disagreements, counts }

  function compare(said: Saying, oracle: Delivery | undefined, from: EndpointId, to: EndpointId): Disagreement[] {
    const [sure, possible] = [oracle?.sure === true, oracle?.possible === true]
    const say = (kind: Disagreement['kind'], detail = ''): Disagreement => ({ from, to, kind, detail })
    return [
      ...(possible && !said.may ? [say('false-proved', sure ? 'sure' : 'possible')] : []),
      ...(said.must && !sure ? [say('false-refuted', possible ? 'possible' : 'never')] : []),
      ...(said.may && !possible ? [say('not-possible')] : []),
      ...(sure && said.may && !said.must ? [say('not-sure')] : []),
      ...said.trouble.map((detail) => say('witness', detail)),
      ...(said.may && !said.must && said.unknowns === 0 ? [say('no-unknown')] : []),
    ]
  }
}

/** Null where one packet alone may become more than the simulator is willing to follow. */
function oracleOf(
  cloud: Cloud,
  tenants: ReadonlySet<string>,
  from: EndpointId,
): ReadonlyMap<EndpointId, Delivery> | null {
  try {
    return deliveriesFrom(cloud, { tenantDevices: tenants }, from, { relay: true })
  } catch (error) {
    if (error instanceof TooMuchWork) return null
    throw error
  }
}

interface Saying {
  readonly must: boolean
  readonly may: boolean
  readonly trouble: readonly string[]
  readonly unknowns: number
}

function sayingOf(prover: Prover, tenants: ReadonlySet<string>, from: EndpointId, to: EndpointId): Saying {
  const sure = prover.spreadOf(from, 'must')
  const possible = prover.spreadOf(from, 'may')
  const trouble: string[] = []
  for (const { node, set } of prover.delivered(sure, to)) {
    const footsteps = trace(sure, node, set)
    const witness = footsteps === null ? null : witnessOf(pathOf(prover, sure, footsteps), from, to)
    if (witness === null) trouble.push('no footsteps')
    else {
      const check = checkWitness(prover.index.cloud, { tenantDevices: tenants }, witness, { relay: true })
      if (!check.accepted)
        trouble.push(
          `${check.reason.code} at ${check.step}: ${JSON.stringify(witness.steps.slice(Math.max(0, check.step - 1), check.step + 1).map(({ because: _, ...s }) => s))}`,
        )
    }
  }
  const may = prover.delivered(possible, to)
  const unknowns = may.flatMap(({ node, set }) => {
    const footsteps = trace(possible, node, set)
    return footsteps === null ? [] : unknownsOn(prover, possible, footsteps)
  })
  return { must: prover.deliveredSet(sure, to) !== NONE, may: may.length > 0, trouble, unknowns: unknowns.length }
}
