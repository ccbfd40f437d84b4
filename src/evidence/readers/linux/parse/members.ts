import { z } from 'zod'

/** A name that the kernel or a person gave. Longer ones are hostile. */
export const name = z.string().min(1).max(255)
export const count = z.number().int().nonnegative()
/** Details of one kind of interface: looked into member by member. */
export const details = z.looseObject({})
export type Details = z.infer<typeof details>

/** A member of details as a number, where it is one (`1`, `true`, `"0x1"`, `"1"`); undefined where it is absent or something else. */
export function numberIn(record: Details | undefined, key: string): number | undefined {
  const value = memberIn(record, key)
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string' && /^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(value)) return Number(value)
  return undefined
}

export function textIn(record: Details | undefined, key: string): string | undefined {
  const value = memberIn(record, key)
  return typeof value === 'string' ? value : undefined
}

const memberIn = (record: Details | undefined, key: string): unknown =>
  record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined
