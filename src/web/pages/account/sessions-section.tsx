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
      <div className="scroll" tabIndex={0} role="group" aria-labelledby="sessions">
        <table className="plain">
          <thead>
            <tr>
              {[t.agent, t.way, t.began, t.seen, t.action].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <tr key={session.id}>
                <th scope="row">{nameOf(session)}</th>
                <td>{WAY_TEXTS[session.way][lang]}</td>
                <td>{momentText(session.createdAt, lang)}</td>
                <td>{momentText(session.seenAt, lang)}</td>
                <td>
                  {session.isThis ? (
                    <span className="v plain">{t.thisOne}</span>
                  ) : (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      className="danger"
                      aria-label={fillIn(t.endNamed, { agent: nameOf(session) })}
                      onClick={() => end.mutate(session.id)}
                    >
                      {t.end}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Trouble error={end.error} />
    </>
  )
}
