/** Titles of findings, and the names of back doors, kinds and weights. */
export const findings = {
  delivery: '{from:party} reaches {to:party}',
  'delivery-shared-segment': '{from:party} and {to:party} share a network segment',
  'delivery-trunk': '{from:party} reaches {to:party} through a trunk that carries VLAN {vlan}',
  'delivery-filter-hole': '{from:party} reaches {to:party} through a hole in the filter ({flow})',
  'delivery-leaked-route': '{from:party} reaches {to:party} by a leaked route',
  'delivery-to-management': '{from:party} reaches the management network ({flow})',
  'delivery-no-return': 'A packet from {from:party} arrives at {to:party}, but no reply comes back',
  exposure: '{to:party} can be reached from outside ({flow})',
  'host-address': '{from:party} reaches an address of host {device}',
  'foreign-mac': 'A MAC address of {from:party} stands in the switching table of {to:party}',
  'unowned-delivery': 'A machine that the engagement gives to nobody reaches {to:party} ({flow})',
  'unknown-mac': 'A MAC address that belongs to nobody stands in the switching table of {to:party}',
  'impossible-permission': 'The permission from {from:party} to {to:party} ({protocol} {ports}) cannot work',
} as const
