import { lineSchema } from '../../isms/records/fields.ts'

/** Where routes of an organisation begin. */
export const ORGANISATION = '/organisations/{organisation}'

/** Why a change is made (M-1). */
export const whySchema = lineSchema.default('')
