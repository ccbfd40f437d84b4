import { useQuery } from '@tanstack/react-query'
import { EVENTS } from '../../../server/webhooks/events.ts'
import { deliveriesSchema } from '../../../server/answers/webhooks.ts'
import { ask } from '../../api/client.ts'
import { usePath } from '../../api/hooks.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { outcomeText } from './outcomes.ts'
import type { Delivery } from './shapes.ts'
import { EVENT_TEXTS, TEXTS } from './texts.ts'

const WHILE_SENDING_MS = 2000

/** What was sent to a webhook and how each message went; asked again while one is on its way for the first time. */
export function Deliveries({ webhook }: { readonly webhook: string }) {
  const t = useTexts(TEXTS)
  const at = usePath()(`/webhooks/${webhook}/deliveries`)
  const query = useQuery({
    queryKey: ['organisation', at],
    queryFn: () => ask(deliveriesSchema, 'GET', at),
    refetchInterval: ({ state }) => (state.data?.deliveries.some(isNew) === true ? WHILE_SENDING_MS : false),
  })
  return (
    <>
      <h3>{t.deliveries}</h3>
      <p className="note">{t.deliveriesAbout}</p>
      <Loaded query={query}>
        {({ deliveries }) =>
          deliveries.length === 0 ? <p>{t.noDelivery}</p> : <DeliveryTable deliveries={deliveries} />
        }
      </Loaded>
    </>
  )
}

const isNew = ({ status, attempts }: Delivery): boolean => status === 'waiting' && attempts === 0

function DeliveryTable({ deliveries }: { readonly deliveries: readonly Delivery[] }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  return (
    <PlainTable name={t.deliveries} heads={[t.at, t.event, t.result, t.attempts]}>
      {deliveries.map((delivery) => (
        <tr key={delivery.id}>
          <td>{momentText(delivery.createdAt, lang)}</td>
          <td>{eventName(delivery.event, lang, t.testEvent)}</td>
          <td>
            <Result delivery={delivery} />
          </td>
          <td>{delivery.attempts}</td>
        </tr>
      ))}
    </PlainTable>
  )
}

/** How a message stands, in words and not by colour alone. */
export function Result({ delivery }: { readonly delivery: Delivery }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const { status, outcome, attempts, nextAt } = delivery
  const said = status === 'delivered' ? null : outcomeText(outcome)
  const isAgain = status === 'waiting' && attempts > 0
  return (
    <span className="result">
      {isAgain ? t.again : t[status]}
      {said === null ? null : <small>{said[lang]}</small>}
      {isAgain ? <small>{fillIn(t.nextAt, { at: momentText(nextAt, lang) })}</small> : null}
    </span>
  )
}

function eventName(event: string, lang: 'ja' | 'en', test: string): string {
  const known = EVENTS.find((one) => one === event)
  return known === undefined ? test : EVENT_TEXTS[known][lang]
}
