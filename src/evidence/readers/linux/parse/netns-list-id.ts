import { z } from 'zod'
import type { Piece } from '../../../reader.ts'
import { jsonRows, type Parsed } from '../door.ts'

const namespace = z.object({ nsid: z.number().int(), name: z.string().optional() })

/** The number by which this namespace knows another one, and its name (`ip -j netns list-id`). */
export type NetnsId = z.infer<typeof namespace>

export const parseNetnsListId = (piece: Piece): Parsed<NetnsId> => jsonRows(piece, namespace, 'other')
