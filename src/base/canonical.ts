/** What JSON can hold; numbers are finite. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json }

/**
 * The one text of a JSON value: members sorted by UTF-16 code units, no white space (RFC 8785).
 * Two values that mean the same have the same text, so that the same change always has the same hash.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} is not a JSON number`)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`
}

// Array.isArray does not narrow readonly arrays.
const isArray = (value: readonly Json[] | { readonly [member: string]: Json }): value is readonly Json[] =>
  Array.isArray(value)
