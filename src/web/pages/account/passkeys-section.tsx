import { Button } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { canUsePasskeys } from '../../api/passkeys.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import { useMine } from './hooks.ts'
import { NewPasskey } from './new-passkey.tsx'
import type { Factors } from './shapes.ts'
import { TEXTS } from './texts.ts'
import { WithPassword } from './with-password.tsx'

/** The passkeys of the account; more can be added where the browser and the address allow it. */
export function PasskeysSection({ factors }: { readonly factors: Factors }) {
  const t = useTexts(TEXTS)
  const [isAdding, setAdding] = useState(false)
  const isHere = factors.site !== null && canUsePasskeys()
  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys" tabIndex={-1}>
        {t.passkeys}
      </h2>
      <p className="note">{t.passkeysSay}</p>
      {factors.passkeys.length === 0 ? <p>{t.passkeysNone}</p> : <Passkeys factors={factors} />}
      {isHere ? null : <p className="soft">{t.passkeysHere}</p>}
      {isHere && isAdding ? <NewPasskey onClose={() => setAdding(false)} /> : null}
      {isHere && !isAdding ? (
        <Button variant="light" mt="xs" onClick={() => setAdding(true)}>
          {t.passkeyAdd}
        </Button>
      ) : null}
    </section>
  )
}

function Passkeys({ factors: { passkeys, site } }: { readonly factors: Factors }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const [leaving, setLeaving] = useState<string | null>(null)
  const close = (): void => setLeaving(null)
  const remove = useMine(
    (password: string) => ask(z.null(), 'POST', `/me/passkeys/${leaving ?? ''}/remove`, { password }),
    close,
  )
  const chosen = passkeys.find(({ id }) => id === leaving)
  return (
    <>
      <ul className="open-list">
        {passkeys.map((key) => (
          <li key={key.id}>
            <span className="text">
              <strong>{key.name}</strong>
              <br />
              <span className="soft">
                {[
                  key.site === site ? key.site : fillIn(t.otherSite, { site: key.site }),
                  key.synced ? t.synced : t.single,
                  fillIn(t.made, { at: momentText(key.createdAt, lang) }),
                  fillIn(t.used, { at: momentText(key.usedAt, lang) }),
                ].join(t.between)}
              </span>
            </span>
            <Button
              size="xs"
              variant="subtle"
              className="danger"
              aria-label={fillIn(t.passkeyRemove, { name: key.name })}
              onClick={() => setLeaving(key.id)}
            >
              {t.remove}
            </Button>
          </li>
        ))}
      </ul>
      {chosen === undefined ? null : (
        <WithPassword
          key={chosen.id}
          label={fillIn(t.passkeyRemove, { name: chosen.name })}
          change={remove}
          isDanger
          onClose={close}
        />
      )}
    </>
  )
}
