import { z } from 'zod'
import type { Piece } from '../../../reader.ts'
import { checkRows, jsonOf, type Parsed } from '../door.ts'

/** What a physical port hears of its neighbour. */
export interface LldpNeighbour {
  readonly ifname: string
  readonly chassisName?: string
  readonly chassisMac?: string
  readonly portId?: string
}

const id = z.object({ type: z.string().optional(), value: z.string().optional() })
const chassis = z.looseObject({})
const neighbour = z.object({
  chassis: chassis.optional(),
  port: z.looseObject({ id: id.optional(), descr: z.string().optional() }).optional(),
})

/** `lldpcli -f json show neighbors`: `{lldp:{interface:[{eth0:{…}}]}}`, the inner array also as one object. */
export function parseLldp(piece: Piece): Parsed<LldpNeighbour> {
  const found = interfacesOf(jsonOf(piece))
  const checked = checkRows(piece, found, z.object({ ifname: z.string(), neighbour }), 'other')
  return {
    ...checked,
    rows: checked.rows.map(({ value, at }) => ({ value: neighbourOf(value.ifname, value.neighbour), at })),
  }
}

function neighbourOf(ifname: string, { chassis: chassisOf, port }: z.infer<typeof neighbour>): LldpNeighbour {
  const [named] = Object.entries(chassisOf ?? {})
  const inner = named !== undefined && isRecord(named[1]) && named[0] !== 'id' ? named[1] : chassisOf
  const chassisId = id.safeParse(isRecord(inner) && Object.hasOwn(inner, 'id') ? inner['id'] : undefined)
  const chassisName = named !== undefined && inner !== chassisOf ? named[0] : undefined
  const mac = chassisId.success && chassisId.data.type === 'mac' ? chassisId.data.value : undefined
  const portId = port?.id?.value
  return {
    ifname,
    ...(chassisName === undefined ? {} : { chassisName }),
    ...(mac === undefined ? {} : { chassisMac: mac.toLowerCase() }),
    ...(portId === undefined ? {} : { portId }),
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function interfacesOf(json: unknown): { element: unknown; pointer: string }[] {
  const lldp = isRecord(json) ? json['lldp'] : undefined
  const list = isRecord(lldp) ? lldp['interface'] : undefined
  const groups: [unknown, string][] = Array.isArray(list)
    ? list.map((group: unknown, i) => [group, `/lldp/interface/${i}`])
    : [[list, '/lldp/interface']]
  return groups.flatMap(([group, at]) =>
    isRecord(group)
      ? Object.entries(group).map(([ifname, inner]) => ({
          element: { ifname, neighbour: inner },
          pointer: `${at}/${ifname.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        }))
      : [],
  )
}
