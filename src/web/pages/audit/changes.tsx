import { Link } from '@tanstack/react-router'
import type { VerdictKind } from '../../../audit/result.ts'
import { partyName, say } from '../../../report/sentences/say.ts'
import type { DirectionChange } from '../../api/results.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { PhraseText } from '../../parts/audit/phrase.tsx'
import { VerdictMark } from '../../parts/verdict-mark.tsx'
import { grouped } from './change-groups.ts'
import { TEXTS } from './texts.ts'

const SHOWN = 300

/** What opened, what closed, and what is unknown now: the sentence first, then each direction with its paths. */
export function Changes({ changes, after }: { readonly changes: readonly DirectionChange[]; readonly after: string }) {
  const t = useTexts(TEXTS)
  const groups = grouped(changes)
  const count = (group: string): number => groups.find(([name]) => name === group)?.[1].length ?? 0
  const opened = count('groupOpened')
  const unknown = count('groupUnknown')
  const tone = opened > 0 ? 'refuted' : unknown > 0 ? 'undetermined' : changes.length > 0 ? 'proved' : ''
  return (
    <>
      <div className={`say ${tone}`} role="status">
        <p className="first">
          {changes.length === 0 ? t.noChange : fillIn(t.compareSay, { opened, unknown, closed: count('groupClosed') })}
        </p>
      </div>
      {groups.map(([group, own]) =>
        own.length === 0 ? null : (
          <section key={group}>
            <h3>
              {t[group]} <span className="soft">{own.length}</span>
            </h3>
            <table className="plain changes">
              <thead>
                <tr>
                  <th scope="col">{t.direction}</th>
                  <th scope="col">{t.verdictChange}</th>
                  <th scope="col">{t.paths}</th>
                </tr>
              </thead>
              <tbody>
                {own.slice(0, SHOWN).map((change) => (
                  <Row key={`${change.from} ${change.to}`} change={change} after={after} />
                ))}
              </tbody>
            </table>
            {own.length > SHOWN ? <p className="note">+{own.length - SHOWN}</p> : null}
          </section>
        ),
      )}
    </>
  )
}

function Row({
  change: { from, to, before, after: now, opened, closed },
  after,
}: {
  readonly change: DirectionChange
  readonly after: string
}) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const mark = (verdict: VerdictKind | null) =>
    verdict === null ? <span className="v plain">{t.notAsked}</span> : <VerdictMark verdict={verdict} />
  const name = `${partyName(from, lang)} → ${partyName(to, lang)}`
  return (
    <tr>
      <td>
        {now === null ? (
          name
        ) : (
          <Link to="/audit/$run" params={{ run: after }} search={{ from, to }}>
            {name}
          </Link>
        )}
      </td>
      <td>
        {before === now ? (
          mark(now)
        ) : (
          <>
            {mark(before)} <span aria-label={t.becomes}>→</span> {mark(now)}
          </>
        )}
      </td>
      <td>
        {[
          ...opened.map((title) => ({ title, mark: '✕', word: t.pathOpened })),
          ...closed.map((title) => ({ title, mark: '●', word: t.pathClosed })),
        ].map(({ title, mark: shape, word }, i) => (
          <div key={i}>
            {shape} {word}: <PhraseText phrase={say('findings', title, lang)} />
          </div>
        ))}
      </td>
    </tr>
  )
}
