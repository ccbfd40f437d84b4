import type { Cell } from '../../../cloud/cloud.ts'
import type { Draft } from './draft.ts'
import type { Fact } from './facts.ts'
import type { Inventory } from './inventory.ts'

const virtualNetwork: Cell = { layer: 'virtual', kind: 'network' }
const functionNetwork: Cell = { layer: 'function', kind: 'network' }
const virtualServer: Cell = { layer: 'virtual', kind: 'server' }

/** Which facts stand in which cell of the model, and the field's word for each. */
const ROWS: readonly (readonly [pick: (facts: Inventory) => ReadonlyMap<string, Fact>, cell: Cell, type: string])[] = [
  [(f) => f.vpcs, virtualNetwork, 'VPC'],
  [(f) => f.subnets, virtualNetwork, 'subnet'],
  [(f) => f.routeTables, functionNetwork, 'route table'],
  [(f) => f.acls, functionNetwork, 'network ACL'],
  [(f) => f.groups, functionNetwork, 'security group'],
  [(f) => f.interfaces, virtualNetwork, 'vNIC'],
  [(f) => f.instances, virtualServer, 'VM'],
  [(f) => f.internetGateways, functionNetwork, 'internet gateway'],
  [(f) => f.natGateways, functionNetwork, 'NAT gateway'],
  [(f) => f.peerings, functionNetwork, 'VPC peering'],
  [(f) => f.transits, functionNetwork, 'transit gateway'],
  [(f) => f.transitTables, functionNetwork, 'transit gateway route table'],
  [(f) => f.endpoints, functionNetwork, 'VPC endpoint'],
  [(f) => f.prefixLists, functionNetwork, 'prefix list'],
]

export function addResources(draft: Draft, facts: Inventory): void {
  for (const [pick, cell, type] of ROWS)
    for (const fact of pick(facts).values()) draft.resource({ cell, type, name: nameOf(fact), from: fact.from })
  for (const { item } of facts.answers.items('Volumes'))
    draft.resource({
      cell: { layer: 'virtual', kind: 'storage' },
      type: 'volume',
      name: item.text('VolumeId') ?? '',
      from: [item.source],
    })
}

const nameOf = (fact: Fact): string => (fact.name === '' ? fact.id : `${fact.name} (${fact.id})`)
