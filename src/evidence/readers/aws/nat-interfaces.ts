import type { NatGateway, NetworkInterface } from './facts.ts'

/** The interfaces, and those of NAT gateways that only the gateways tell of. They carry packets that are not for them, so nothing is checked. */
export function withNatInterfaces(
  interfaces: ReadonlyMap<string, NetworkInterface>,
  gateways: Iterable<NatGateway>,
): ReadonlyMap<string, NetworkInterface> {
  const all = new Map(interfaces)
  for (const gateway of gateways) {
    const [first] = gateway.interfaces
    for (const id of gateway.interfaces) {
      const known = all.get(id)
      if (known !== undefined) all.set(id, { ...known, sourceCheck: false })
    }
    if (first !== undefined && gateway.subnet !== '' && !gateway.interfaces.some((id) => all.has(id)))
      all.set(first, ofGateway(gateway, first))
  }
  return all
}

const ofGateway = (gateway: NatGateway, id: string): NetworkInterface => ({
  id,
  name: '',
  scope: gateway.scope,
  tags: {},
  from: gateway.from,
  vpc: gateway.vpc,
  subnet: gateway.subnet,
  addresses: gateway.addresses,
  prefixes: [],
  addressesUnderstood: gateway.addresses.length > 0,
  groups: [],
  sourceCheck: false,
  instance: null,
  status: 'in-use',
  type: 'nat_gateway',
  description: `NAT gateway ${gateway.id}`,
  mac: null,
})
