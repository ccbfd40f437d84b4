import type { Kind } from '../../isms/records/kinds.ts'
import { COLLECTIONS } from '../../server/routes/collections.ts'

/** Where the records of a kind lie, from the table that the server's routes are made from. */
export const collectionPath = (kind: Kind): string => COLLECTIONS.find((one) => one.kind === kind)?.path ?? kind
