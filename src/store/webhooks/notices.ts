import type { Scope } from '../scope.ts'

/** A deadline that was told of, or is to be. */
export interface Notice {
  readonly code: string
  readonly kind: string
  readonly id: string
  readonly field: string
  readonly due: string
}

const PAGE = 1000

/** Writes down the notices and gives back those that were not there yet: so a sweep that runs twice tells once. */
export async function firstNotices(
  { organisation, trx }: Scope,
  notices: readonly Notice[],
  at: string,
): Promise<readonly Notice[]> {
  const fresh: Notice[] = []
  for (let from = 0; from < notices.length; from += PAGE)
    fresh.push(
      ...(await trx
        .insertInto('deadline_notice')
        .values(notices.slice(from, from + PAGE).map((one) => ({ ...one, organisation_id: organisation, at })))
        .onConflict((conflict) => conflict.doNothing())
        .returning(['code', 'kind', 'id', 'field', 'due'])
        .execute()),
    )
  return fresh
}
