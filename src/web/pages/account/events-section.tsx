import { useLanguage, useTexts } from '../../language/language.tsx'
import { momentText } from '../../language/words.ts'
import type { Factors } from './shapes.ts'
import { EVENT_TEXTS, TEXTS } from './texts.ts'

/** What happened to the account last, so that what one did not do oneself is seen. */
export function EventsSection({ events, account }: { readonly events: Factors['events']; readonly account: string }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const whose = (by: string): string => (by === 'system' ? t.bySystem : by === `account:${account}` ? '' : t.byOwner)
  return (
    <section aria-labelledby="events">
      <h2 id="events">{t.events}</h2>
      {events.length === 0 ? <p>{t.noEvents}</p> : null}
      <ul className="open-list" hidden={events.length === 0}>
        {events.map(({ id, at, by, action, about }) => (
          <li key={id}>
            <span className="soft">{momentText(at, lang)}</span>
            <span className="text">
              {EVENT_TEXTS[action][lang]}
              {/^(passkey|identity)-/.test(action) ? ` — ${about}` : ''}
            </span>
            <span className="soft">{whose(by)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
