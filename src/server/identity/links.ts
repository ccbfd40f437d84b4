import { readLink, useLink } from '../../store/sessions.ts'
import type { Link } from '../../store/sessions.ts'
import type { Context } from '../context.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { limitGuesses } from './guesses.ts'
import { tokenHash } from './secrets.ts'

/** The link of the purpose, not yet used. Throws Failure `link-used`. A mistake in the rest of the form does not cost the link. */
export async function demandLink(context: Context, address: string, token: string, purpose: string): Promise<Link> {
  const wasRight = limitGuesses(context, address, `link ${address}`)
  const link = await context.store.asCaller({ system: true }, (trx) =>
    readLink(trx, tokenHash(token), instant(context)),
  )
  if (link === null || link.purpose !== purpose) throw new Failure('link-used')
  wasRight()
  return link
}

/** Uses the link up, or refuses: of two at once one gets it. */
export async function spendLink(context: Context, token: string): Promise<void> {
  const link = await context.store.asCaller({ system: true }, (trx) => useLink(trx, tokenHash(token), instant(context)))
  if (link === null) throw new Failure('link-used')
}
