/** Why an outbound call was not made or not ended. Codes are stable: they stand in the list of deliveries. */
export type OutboundCode = 'host' | 'scheme' | 'address' | 'timeout' | 'too-large' | 'encoded' | 'network'

/** An outbound call that the policy forbids (`host`, `scheme`, `address`) or that did not come to a whole answer. */
export class OutboundRefused extends Error {
  readonly code: OutboundCode
  constructor(code: OutboundCode, message: string) {
    super(message)
    this.code = code
  }
}
