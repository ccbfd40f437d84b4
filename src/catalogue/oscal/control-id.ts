import { itemIdSchema } from '../schema.ts'

/** OSCAL ids cannot begin with a digit: the edition stands before the number (`iso27017-2015.13.1.3`). */
export const controlId = (edition: string, item: string): string => `${edition}.${item}`

/**
 * The item that a control id names: our own ids lose their edition; other people's (`ac-2`, `s1.1`) become a number of ours, signs as dots.
 * Null where nothing of that form can be made of it.
 */
export function itemOfControlId(edition: string, id: string): string | null {
  const own = id.startsWith(`${edition}.`) ? id.slice(edition.length + 1) : id.replaceAll(/[-_]/g, '.')
  return itemIdSchema.safeParse(own).success ? own : null
}
