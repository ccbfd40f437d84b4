import { Button } from '@mantine/core'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { useMine, useSessions } from './hooks.ts'
import type { MySession } from './shapes.ts'
import { TEXTS, WAY_TEXTS } from './texts.ts'

/** Where one is signed in, and the way to end it. */
export function SessionsSection() {
  const t = useTexts(TEXTS)
  const endOthers = useMine(() => ask(z.object({ ended: z.number() }), 'POST', '/me/sessions/end-others'))
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">{t.sessions}</h2>
      <p className="note">{t.sessionsSay}</p>
      <Loaded query={useSessions()}>
        {({ sessions }) => (
          <>
            <Sessions sessions={sessions} />
            {sessions.length < 2 ? null : (
              <Button variant="light" mt="xs" onClick={() => endOthers.mutate(null)} loading={endOthers.isPending}>
                {t.endOthers}
              </Button>
            )}
          </>
        )}
      </Loaded>
      <Trouble error={endOthers.error} />
      {endOthers.data === undefined ? null : (
        <p className="done-note" role="status" style={{ marginTop: 8 }}>
          {fillIn(t.ended, { count: endOthers.data.ended })}
        </p>
      )}
    </section>
  )
}

function Sessions({ sessions }: { readonly sessions: readonly MySession[] }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const end = useMine((id: string) => ask(z.null(), 'DELETE', `/me/sessions/${id}`))
  const nameOf = ({ agent }: MySession): string => (agent === '' ? t.unknownAgent : agent)
  return (
    <>
      <ul className="open-list">
        {sessions.map((session) => (
          <li key={session.id}>
            <span className="text">
              <strong>{nameOf(session)}</strong>
              {session.isThis ? (
                <>
                  {' '}
                  <span className="v plain">{t.thisOne}</span>
                </>
              ) : null}
              <br />
              <span className="soft">
                {[
                  WAY_TEXTS[session.way][lang],
                  fillIn(t.began, { at: momentText(session.createdAt, lang) }),
                  fillIn(t.seen, { at: momentText(session.seenAt, lang) }),
                ].join(t.between)}
              </span>
            </span>
            {session.isThis ? null : (
              <Button
                size="xs"
                variant="subtle"
                className="danger"
                aria-label={fillIn(t.endNamed, { agent: nameOf(session) })}
                onClick={() => end.mutate(session.id)}
              >
                {t.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Trouble error={end.error} />
    </>
  )
}
