import type { Decision } from '../checker/witness.ts'
import { NONE } from '../proof/bdd.ts'
import { ruleName } from '../proof/decisions.ts'
import type { PathStep } from '../proof/path.ts'
import { placeOf } from './places.ts'
import type { Ownership } from './ownership.ts'
import type { BackDoor, Saying } from './result.ts'
import type { Spreads } from './spreads.ts'
import type { Way } from './trespass.ts'

/** Why a way exists: its class, what decided (the hop that should not be there), and what would close it. */
export interface Cause {
  readonly backDoor: BackDoor
  /** Equal for ways that the same rule, port or route opens. */
  readonly id: string
  readonly decisive: Decision | null
  readonly closes: readonly Saying[]
}

interface Seen {
  readonly spreads: Spreads
  readonly ownership: Ownership
  readonly way: Way
  readonly decisions: readonly Decision[]
}

/** The cause of a way, by the first description of a back door that fits it (audit-guide.md). */
export function causeOf(spreads: Spreads, ownership: Ownership, way: Way): Cause {
  const seen: Seen = { spreads, ownership, way, decisions: way.path.flatMap((s) => s.because) }
  for (const kind of KINDS) {
    const cause = kind(seen)
    if (cause !== null) return cause
  }
  return { backDoor: 'routed', id: 'routed', decisive: null, closes: [{ code: 'permit-or-remove', params: {} }] }
}

const saying = (code: string, params: Saying['params']): Saying => ({ code, params })
const PERMIT = saying('permit-or-remove', {})

/** Through a third party's machine: a tenant's that is attached to both, or a host of management or shared services. */
function throughMachine({ spreads, ownership, way }: Seen): Cause | null {
  const { index } = spreads.prover
  const deviceOf = (step: PathStep): string => placeOf(index, step).device
  const between = way.path.slice(1, -1).map((s) => deviceOf(s))
  const ends = new Set([way.path[0], way.path.at(-1)].map((s) => (s === undefined ? '' : deviceOf(s))))
  const found = between.find((d) => !ends.has(d) && (ownership.owners.tenants.has(d) || ownership.owners.hosts.has(d)))
  if (found === undefined) return null
  const owner = (index.endpointsOf.get(found) ?? []).map((e) => ownership.partyOf.get(e.id))
  const backDoor: BackDoor = owner.includes('management')
    ? 'through-management'
    : owner.includes('shared')
      ? 'through-shared'
      : 'dual-homed'
  const wire = way.path.find((s) => deviceOf(s) === found)
  const name = wire === undefined ? '' : placeOf(index, wire).name
  return {
    backDoor,
    id: `machine ${found}`,
    decisive: way.path.flatMap((s) => s.because).find((d) => d.code === 'relays') ?? wire?.because[0] ?? null,
    closes: [saying('remove-interface', { interface: name, device: found })],
  }
}

function fromOutside(seen: Seen): Cause | null {
  if (seen.ownership.partyOf.get(seen.way.source) !== 'external') return null
  const rule = acceptingRule(seen)
  return {
    backDoor: 'external-exposure',
    id: rule?.id ?? 'external',
    decisive: rule?.decisive ?? null,
    closes: [...(rule?.closes ?? []), PERMIT],
  }
}

const isBridged = ({ way }: Seen): boolean => way.path.every((s) => s.place.kind !== 'router' && s.place.kind !== 'own')

function byTunnel({ decisions }: Seen): Cause | null {
  const tunnel = decisions.find((d) => d.code === 'tunnel')
  if (tunnel === undefined) return null
  const peer = tunnel.params['peer'] ?? ''
  return { backDoor: 'tunnel', id: `tunnel ${peer}`, decisive: tunnel, closes: [saying('remove-tunnel', { peer })] }
}

/** The first or last port is a tagged member of the VLAN: its trunk carries a VLAN that is not its machine's own. */
function byTrunk(seen: Seen): Cause | null {
  if (!isBridged(seen)) return null
  const member = seen.decisions.find((d) => d.code === 'vlan-member')
  if (member === undefined) return null
  const { port = '', vlan = 0 } = member.params
  return {
    backDoor: 'trunk',
    id: `trunk ${port} ${vlan}`,
    decisive: member,
    closes: [saying('remove-vlan-member', { port, vlan })],
  }
}

function bySegment(seen: Seen): Cause | null {
  if (!isBridged(seen)) return null
  const port = seen.decisions.find((d) => d.code === 'vlan-access' || d.code === 'bridged')
  const segment =
    `${port?.params['bridge'] ?? ''}${port?.params['vlan'] === undefined ? '' : ` VLAN ${port.params['vlan']}`}`.trim()
  const { from, to } = partiesOf(seen)
  const closes = [saying('separate-segment', { from, to, segment }), ...(port === undefined ? [] : [removePort(port)])]
  return { backDoor: 'shared-segment', id: `segment ${segment}`, decisive: port ?? null, closes }
}

const removePort = ({ params }: Decision): Saying =>
  saying('remove-port', { port: params['port'] ?? '', bridge: params['bridge'] ?? '' })

const partiesOf = ({ ownership, way }: Seen): { from: string; to: string } => ({
  from: ownership.partyOf.get(way.source) ?? '',
  to: ownership.partyOf.get(way.to) ?? '',
})

function byTranslation({ decisions }: Seen): Cause | null {
  const translated = decisions.find((d) => d.code === 'translated')
  if (translated === undefined) return null
  const { chain = '', rule = '' } = translated.params
  return {
    backDoor: 'nat',
    id: `nat ${chain} ${rule}`,
    decisive: translated,
    closes: [saying('remove-translation', { rule, chain }), PERMIT],
  }
}

/** Only IPv6 gets through: the rules for IPv4 were not written for it as well. */
function byIp6(seen: Seen): Cause | null {
  const { space } = seen.spreads.prover
  if (space.bdd.without(seen.way.headers, space.family('ip6')) !== NONE) return null
  const rule = acceptingRule(seen)
  const route = seen.decisions.find((d) => d.code === 'route')
  const device = String(route?.params['router'] ?? '')
  return {
    backDoor: 'ipv6-only',
    id: `ip6 ${rule?.id ?? device}`,
    decisive: rule?.decisive ?? route ?? null,
    closes: [saying('filter-ip6', { device }), ...(rule?.closes ?? [])],
  }
}

/** The last rule that let the packet pass; routes that lead from one network into another are named beside it. */
function acceptingRule({ way, decisions }: Seen): Cause | null {
  const ruling = way.rulings
    .flat()
    .findLast((r) => r.verdict === 'accept' && r.rule !== null && !isReplyRule(r.rule.match.states))
  if (ruling === undefined || ruling.rule === null) return null
  const params = { chain: ruling.chain.name, rule: ruleName(ruling.chain, ruling.rule) }
  const decisive = decisions.findLast(
    (d) => d.code === 'rule-accepts' && d.params['rule'] === params.rule && d.params['chain'] === params.chain,
  )
  const leak = leakedRoute(decisions)
  return {
    backDoor: 'filter-hole',
    id: `rule ${ruling.chain.id} ${ruling.chain.rules.indexOf(ruling.rule)}`,
    decisive: decisive ?? null,
    closes: [saying('remove-rule', params), ...(leak === null ? [] : [removeRoute(leak)])],
  }
}

const isReplyRule = (states: readonly string[] | undefined): boolean => states !== undefined && !states.includes('new')

/** A route that no connected network and no default explains: somebody put it there. */
const leakedRoute = (decisions: readonly Decision[]): Decision | null =>
  decisions.find((d) => d.code === 'route' && d.params['origin'] !== '' && !isExplained(d)) ??
  decisions.find((d) => d.code === 'route' && !isExplained(d)) ??
  null

/** Routes that stand by themselves: to a connected network, within a virtual network, and from a subnet to its interfaces. */
const EXPLAINED: ReadonlySet<unknown> = new Set(['kernel', 'connected', 'local', 'interface'])
const isExplained = ({ params }: Decision): boolean => EXPLAINED.has(params['origin'])

const removeRoute = (route: Decision): Saying =>
  saying('remove-route', { to: route.params['to'] ?? '', table: route.params['table'] ?? '' })

const byRule = (seen: Seen): Cause | null => acceptingRule(seen)

function byRoute({ decisions }: Seen): Cause | null {
  const leak = leakedRoute(decisions) ?? decisions.find((d) => d.code === 'route') ?? null
  if (leak === null) return null
  const policy = decisions.find((d) => d.code === 'policy-accepts')
  const closes =
    policy === undefined
      ? [removeRoute(leak)]
      : [saying('deny-by-default', { chain: policy.params['chain'] ?? '' }), removeRoute(leak)]
  return {
    backDoor: leakedRoute(decisions) === null ? 'routed' : 'leaked-route',
    id: `route ${leak.params['table']} ${leak.params['to']}`,
    decisive: leak,
    closes,
  }
}

const KINDS: readonly ((seen: Seen) => Cause | null)[] = [
  throughMachine,
  fromOutside,
  byTunnel,
  byTrunk,
  bySegment,
  byTranslation,
  byIp6,
  byRule,
  byRoute,
]
