import { readEvidence } from '../src/evidence/read.ts'
import type { Examination } from '../src/audit/examine.ts'
import type { Engagement } from '../src/audit/engagement.ts'
import type { Ownership } from '../src/audit/ownership.ts'
import type { Cloud } from '../src/cloud/cloud.ts'

/** The generated cloud as if it had been read from evidence, its machines owned by the tenants that they were made for. */
export function examined(cloud: Cloud): Examination {
  const tenants = [...new Set(cloud.endpoints.map((e) => e.project ?? ''))]
  const engagement: Engagement = {
    akashi: 1,
    tenants: tenants.map((id) => ({ id, endpoints: [{ project: id }] })),
    permitted: [],
    evidence: [],
  }
  return {
    evidence: { ...readEvidence([]), cloud },
    evidenceHash: '',
    artifacts: [],
    engagement,
    engagementHash: '',
    ownership: ownershipOf(cloud, tenants),
    problems: [],
  }
}

function ownershipOf(cloud: Cloud, tenants: readonly string[]): Ownership {
  const parties = tenants.map((id) => ({
    id,
    kind: 'tenant' as const,
    named: true,
    endpoints: cloud.endpoints.filter((e) => e.project === id).map((e) => e.id),
  }))
  const nobody = (['management', 'shared', 'external'] as const).map((kind) => ({
    id: kind,
    kind,
    named: false,
    endpoints: [],
  }))
  return {
    parties: [...parties, ...nobody],
    partyOf: new Map(cloud.endpoints.map((e) => [e.id, e.project ?? ''])),
    unowned: [],
    owners: { tenants: new Set(cloud.endpoints.map((e) => e.device)), hosts: new Set() },
    carriers: new Set(['hv']),
    problems: [],
  }
}
