import type { AddressRange } from '../../../base/address.ts'
import type { Rule } from '../../../cloud/chain.ts'
import type { ChainId } from '../../../cloud/ids.ts'
import type { Acl, AclEntry, Subnet } from './facts.ts'
import type { Inventory } from './inventory.ts'
import type { Draft } from './draft.ts'
import { protocolOf, serviceMatch } from './protocols.ts'

/** The two stateless lists that packets pass at a subnet's boundary. */
export interface AclChains {
  readonly ingress: ChainId
  readonly egress: ChainId
}

/** [W-20] The lists of a subnet: of the one ACL that names it; none or several that disagree are unknown. */
export function aclOf(draft: Draft, facts: Inventory, subnet: Subnet, acls: readonly Acl[]): AclChains {
  const [acl] = acls
  if (acl === undefined || acls.length > 1 || facts.disputed.has(acl.id) || acl.entries === null)
    return unknownAcl(draft, subnet, acl)
  const entries = acl.entries
  const chain = (egress: boolean): ChainId =>
    draft.chain(
      `${acl.id}/${egress ? 'egress' : 'ingress'}`,
      `${acl.name === '' ? acl.id : `${acl.name} (${acl.id})`} ${egress ? 'outbound' : 'inbound'}`,
      () => rulesOf(entries, egress, (entry) => unknownEntry(draft, acl, entry)),
      'drop',
      acl.from,
    )
  return { ingress: chain(false), egress: chain(true) }
}

function unknownAcl(draft: Draft, subnet: Subnet, acl: Acl | undefined): AclChains {
  const from = acl?.from ?? subnet.from
  const unknown = draft.unknown(
    'aws-network-acl',
    { subnet: subnet.id },
    `aws ec2 describe-network-acls --filters Name=association.subnet-id,Values=${subnet.id}`,
    from,
  )
  const chain = (way: string): ChainId =>
    draft.chain(
      `${subnet.id}/unknown-acl/${way}`,
      `network ACL of ${subnet.id} (not in evidence)`,
      () => [{ match: {}, action: { kind: 'unknown', unknown }, from }],
      'drop',
      from,
    )
  return { ingress: chain('ingress'), egress: chain('egress') }
}

const unknownEntry = (draft: Draft, acl: Acl, entry: AclEntry) =>
  draft.unknown(
    'aws-network-acl-entry',
    { acl: acl.id, number: entry.number },
    `aws ec2 describe-network-acls --network-acl-ids ${acl.id}`,
    entry.from,
  )

/** [W-21] By rule number, first match decides; what no rule matches is denied. Ports are the destination's in both directions. */
function rulesOf(entries: readonly AclEntry[], egress: boolean, unknown: (entry: AclEntry) => string): Rule[] {
  return entries
    .filter((entry) => entry.egress === egress)
    .toSorted((a, b) => a.number - b.number)
    .map((entry) => ruleOf(entry, unknown))
}

function ruleOf(entry: AclEntry, unknown: (entry: AclEntry) => string): Rule {
  const range: readonly AddressRange[] = entry.range === null ? [] : [entry.range]
  const side = entry.egress ? { dst: range } : { src: range }
  const protocol = protocolOf(entry.protocol)
  const isIcmp = protocol === 1 || protocol === 58
  const service = isIcmp
    ? serviceMatch(protocol, entry.icmp?.type ?? null, entry.icmp?.code ?? null)
    : serviceMatch(protocol, entry.ports?.first ?? null, entry.ports?.last ?? null)
  const only = protocol === null || protocol === 'all' ? {} : { protocol: [{ first: protocol, last: protocol }] }
  const match = service === null ? { ...side, ...only, unknown: [unknown(entry)] } : { ...side, ...service }
  return { match, action: { kind: entry.allow ? 'accept' : 'drop' }, label: String(entry.number), from: entry.from }
}
