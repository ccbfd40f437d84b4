import { Failure } from '../failure.ts'
import { ruleFor } from '../outbound/hosts.ts'
import type { HostRule } from '../outbound/hosts.ts'
import { OutboundRefused } from '../outbound/refused.ts'
import { demandScheme } from '../outbound/scheme.ts'

/** Refuses an address to which nothing would be sent. */
export function demandAddressable(hosts: readonly HostRule[], text: string): void {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '')
    throw new Failure('invalid', [{ path: ['url'], message: 'not an address' }])
  try {
    // Before the list, so that `http://` to a listed host is called what it is.
    demandScheme(url, { host: url.host, isPrivate: true })
    demandScheme(url, ruleFor(hosts, url))
  } catch (error) {
    if (!(error instanceof OutboundRefused)) throw error
    throw new Failure(error.code === 'scheme' ? 'not-https' : 'host-not-listed', [
      { path: ['url'], message: error.message },
    ])
  }
}
