import type { HostRule } from './hosts.ts'
import { OutboundRefused } from './refused.ts'

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** https; http only to loopback that is listed as private. Throws OutboundRefused. */
export function demandScheme({ protocol, hostname }: URL, { isPrivate }: HostRule): void {
  if (protocol === 'https:' || (protocol === 'http:' && isPrivate && LOOPBACK.has(hostname))) return
  throw new OutboundRefused('scheme', `${protocol}//${hostname} is not asked: https only`)
}
