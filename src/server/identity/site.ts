import { isIP } from 'node:net'
import type { Context as HonoContext } from 'hono'
import type { Context } from '../context.ts'

/** Where the pages lie, as the browser sees them. */
export interface Site {
  /** `https://akashi.example.jp` */
  readonly origin: string
  /** The host name without its port. */
  readonly host: string
}

/**
 * The site of a request: as it was configured (`--origin`, AKASHI_ORIGIN), else the host that the browser asked. Its scheme is then as the browser's own `Origin` says,
 * since a proxy that ends HTTPS asks us by plain HTTP. Without a configured origin a wrong Host gives the wrong site, and then a passkey does not fit: its
 * authenticator signs for the host that it stands at.
 */
export function siteOf({ origin }: Pick<Context, 'origin'>, c: HonoContext): Site {
  if (origin !== null) return siteAt(new URL(origin))
  const asked = new URL(c.req.url)
  const host = c.req.header('host') ?? asked.host
  const said = c.req.header('origin')
  if (said !== undefined && URL.canParse(said) && new URL(said).host === host) return siteAt(new URL(said))
  const url = `${asked.protocol}//${host}`
  return siteAt(URL.canParse(url) ? new URL(url) : asked)
}

const siteAt = ({ origin, hostname }: URL): Site => ({ origin, host: hostname })

/** A passkey belongs to a name; an address such as 127.0.0.1 has none (WebAuthn 5.1.3). */
export const hasName = ({ host }: Site): boolean => isIP(host.replaceAll(/^\[|\]$/g, '')) === 0
