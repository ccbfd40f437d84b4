/** What a guide confirms: its title, and the claims that its judgement rests on. */
export const claims = {
  'C.8.3.3/1.1': 'Each tenant has a network of its own, and there is no back door',
  'C.8.3.3/1.2': 'Only permitted parties can reach the tenant’s network',
  'C.8.3.3/1.3': 'The management network is separate, and only permitted members reach it',
  isolated: '{from:party} and {to:party} are isolated from each other',
  'tenants-isolated': 'No tenant reaches another ({pairs} {pairs|pair|pairs})',
  'no-foreign-mac': 'No machine that the engagement gives to nobody reaches a tenant',
  'only-permitted': 'Only permitted parties reach {to:party}',
  'management-separate': 'No tenant, nobody outside and no machine of an unknown owner reaches management',
  'management-reaches-as-permitted': 'Management reaches tenants only as permitted',
  'permissions-possible': 'What is permitted is possible',
  'only-permitted-all': 'Only permitted parties reach any of the {count} tenants',
} as const
