import type { Open } from '../../audit/result.ts'
import { hasSentence } from '../sentences/say.ts'
import { groupBy } from './group.ts'

/** What to ask of one device: every command or file once, however many open items wait for it. */
export interface AskOf {
  readonly device: string | null
  readonly asks: readonly string[]
  /** Ids of the open items that it would settle. */
  readonly settles: readonly string[]
}

/** The requests of all open items as one list to send to an engineer, in the order in which devices come. Requests that are sentences stand with their items. */
export function asksOf(opens: readonly Open[]): readonly AskOf[] {
  const plain = opens.filter((o) => o.ask !== '' && !hasSentence(o.ask))
  return [...groupBy(plain, (o) => o.device)].map(([device, of]) => ({
    device,
    asks: [...new Set(of.flatMap((o) => o.ask.split(/;\s*/)))].filter((ask) => ask !== ''),
    settles: of.map((o) => o.unknown),
  }))
}
