import { z } from 'zod'
import type { Piece } from '../../../reader.ts'
import { jsonRows, type Parsed } from '../door.ts'
import { count, details, name } from './members.ts'

const address = z.object({
  family: z.string(),
  local: z.string().optional(),
  address: z.string().optional(),
  prefixlen: count.optional(),
  scope: z.string().optional(),
  dadfailed: z.boolean().optional(),
})

const link = z.object({
  ifindex: count,
  ifname: name,
  flags: z.array(z.string()).default([]),
  link_type: z.string().optional(),
  address: z.string().optional(),
  master: z.string().optional(),
  link: z.string().nullish(),
  link_index: count.optional(),
  link_netnsid: z.number().int().optional(),
  operstate: z.string().optional(),
  xdp: z.unknown().optional(),
  linkinfo: z
    .object({
      info_kind: z.string().optional(),
      info_data: details.optional(),
      info_slave_kind: z.string().optional(),
      info_slave_data: details.optional(),
    })
    .optional(),
  addr_info: z
    .array(
      address.or(
        z
          .object({})
          .strict()
          .transform(() => null),
      ),
    )
    .optional(),
})

/** One interface as `ip -j -d link show` or `ip -j addr show` prints it. */
export type IpLink = z.infer<typeof link>
export type IpAddress = z.infer<typeof address>

/** `ip -j [-d] link show`: one row per interface. */
export const parseIpLink = (piece: Piece): Parsed<IpLink> => jsonRows(piece, link, 'forwarding')
/** `ip -j [-d] addr show`: the same rows with `addr_info`. */
export const parseIpAddr = parseIpLink
