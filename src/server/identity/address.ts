import type { Context as HonoContext } from 'hono'
import type { Context } from '../context.ts'

const LONGEST = 4000
/** An address with or without brackets and port, as proxies write it. */
const WRITTEN = /^\[?([0-9a-fA-F:.]{2,45})\]?(?::\d{1,5})?$/
const WITH_PORT = /^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/

/**
 * The caller's address. A header is believed only where the operator said that a proxy stands in front, and of it only the last address: that is
 * the one which the proxy saw; those before it are what the caller claims. Without one, and otherwise, it is what the socket says.
 */
export function addressOf({ behindProxy }: Pick<Context, 'behindProxy'>, c: HonoContext): string {
  const seen = behindProxy ? lastOf(c.req.header('x-forwarded-for') ?? '') : null
  return seen ?? socketAddress(c)
}

function lastOf(header: string): string | null {
  if (header.length > LONGEST) return null
  const last = header.slice(header.lastIndexOf(',') + 1).trim()
  return WITH_PORT.exec(last)?.[1] ?? WRITTEN.exec(last)?.[1]?.toLowerCase() ?? null
}

function socketAddress(c: HonoContext): string {
  const env: unknown = c.env
  const incoming = typeof env === 'object' && env !== null && 'incoming' in env ? env.incoming : undefined
  const socket = typeof incoming === 'object' && incoming !== null && 'socket' in incoming ? incoming.socket : undefined
  const address =
    typeof socket === 'object' && socket !== null && 'remoteAddress' in socket ? socket.remoteAddress : undefined
  return typeof address === 'string' ? address : 'unknown'
}
