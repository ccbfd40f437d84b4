/** Why an outbound call was not made or not ended. Codes are stable: they stand in the list of deliveries. */
export type OutboundCode = 'host' | 'scheme' | 'address' | 'timeout' | 'too-large' | 'encoded' | 'network'

/** An outbound call that the policy forbids (`host`, `scheme`, `address`) or that did not come to a whole answer. */
export class OutboundRefused extends Error {
  readonly code: OutboundCode
  /** What the network said, by its own name (`ECONNREFUSED`, `CERT_HAS_EXPIRED`); empty where it said nothing. */
  readonly detail: string
  constructor(code: OutboundCode, message: string, detail = '') {
    super(message)
    this.code = code
    this.detail = detail
  }
}
