import type { MiddlewareHandler } from 'hono'
import type { Context } from './context.ts'
import { Failure } from './failure.ts'

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/

/**
 * Refuses changes that a page of another site asks for: the browser says where a request is from. A demonstration has no account that would guard it,
 * so it also answers only under a loopback name: another name that was made to point here reads nothing.
 */
export const guardSite =
  (mode: Context['mode']): MiddlewareHandler =>
  async (c, next) => {
    const host = c.req.header('host') ?? new URL(c.req.url).host
    if (mode === 'demo' && !LOOPBACK.test(host)) throw new Failure('other-site')
    if (!SAFE.has(c.req.method) && isForeign(c.req.header('sec-fetch-site'), c.req.header('origin'), host))
      throw new Failure('other-site')
    await next()
  }

function isForeign(site: string | undefined, origin: string | undefined, host: string): boolean {
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  // A program sends neither; a browser that is too old for the first sends the second.
  return origin !== undefined && (URL.canParse(origin) ? new URL(origin).host !== host : true)
}
