import type { Role } from '../catalogue/schema.ts'
import type { Property } from './records/risk.ts'

/** A threat to cloud services to begin with: who meets it, and what it usually costs. `report` has its words. */
export interface Threat {
  readonly roles: readonly Role[]
  readonly loses: readonly Property[]
}

const C = 'confidentiality'
const I = 'integrity'
const A = 'availability'

/** The starter list of cloud risks (K-3). An organisation adds its own, in its own words. */
export const THREATS = {
  'shared-environment': { roles: ['provider', 'customer'], loses: [C, I] },
  'tenant-separation-failure': { roles: ['provider'], loses: [C, I] },
  'noisy-neighbour': { roles: ['provider', 'customer'], loses: [A] },
  'hypervisor-escape': { roles: ['provider'], loses: [C, I, A] },
  'loss-of-governance': { roles: ['customer'], loses: [C, I, A] },
  'unclear-responsibility': { roles: ['provider', 'customer'], loses: [C, I, A] },
  'lock-in': { roles: ['customer'], loses: [A] },
  'provider-termination': { roles: ['customer'], loses: [A] },
  'incomplete-deletion': { roles: ['provider', 'customer'], loses: [C] },
  'data-loss': { roles: ['provider', 'customer'], loses: [I, A] },
  jurisdiction: { roles: ['provider', 'customer'], loses: [C, A] },
  'data-location': { roles: ['provider', 'customer'], loses: [C] },
  'supply-chain': { roles: ['provider', 'customer'], loses: [C, I, A] },
  'upstream-outage': { roles: ['provider'], loses: [A] },
  'administrator-abuse': { roles: ['provider'], loses: [C, I, A] },
  'customer-administrator-takeover': { roles: ['provider', 'customer'], loses: [C, I, A] },
  'management-interface-exposure': { roles: ['provider', 'customer'], loses: [C, I, A] },
  'insecure-api': { roles: ['provider', 'customer'], loses: [C, I] },
  misconfiguration: { roles: ['provider', 'customer'], loses: [C, I] },
  'network-interception': { roles: ['provider', 'customer'], loses: [C, I] },
  'key-compromise': { roles: ['provider', 'customer'], loses: [C, I] },
  'denial-of-service': { roles: ['provider'], loses: [A] },
  'capacity-exhaustion': { roles: ['provider'], loses: [A] },
  'insufficient-logging': { roles: ['provider', 'customer'], loses: [I] },
  'clock-deviation': { roles: ['provider', 'customer'], loses: [I] },
  'virtual-image-tampering': { roles: ['provider', 'customer'], loses: [C, I] },
  'unnotified-change': { roles: ['customer'], loses: [I, A] },
  'late-incident-notice': { roles: ['provider', 'customer'], loses: [C] },
  'side-channel': { roles: ['provider'], loses: [C] },
  'physical-disaster': { roles: ['provider'], loses: [A] },
} as const satisfies Record<string, Threat>

export type ThreatCode = keyof typeof THREATS
