import { Button } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { useChange, usePath } from '../../api/hooks.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { momentText } from '../../language/words.ts'
import { roleNames } from '../../parts/role-words.ts'
import { Trouble } from '../../parts/trouble.tsx'
import type { Token, stateOf } from './shapes.ts'
import { TEXTS } from './texts.ts'

/** All that is known of a token but its secret, and the way to end it. */
export function TokenDetail({ token, state }: { readonly token: Token; readonly state: ReturnType<typeof stateOf> }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const path = usePath()
  const [isAsked, setAsked] = useState(false)
  const revoke = useChange(() => ask(z.null(), 'DELETE', path(`/tokens/${token.id}`)))
  const facts = [
    [t.state, t[state]],
    [t.roles, roleNames(token.roles, lang)],
    [t.scope, token.readOnly ? t.readOnly : t.readWrite],
    [t.by, token.by],
    [t.created, momentText(token.createdAt, lang)],
    [t.expires, momentText(token.expiresAt, lang)],
    [t.used, token.lastUsedAt === null ? t.never : momentText(token.lastUsedAt, lang)],
  ] as const
  return (
    <>
      <dl className="details">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Trouble error={revoke.error} />
      {state !== 'active' ? null : isAsked ? (
        <Button color="#b3261e" loading={revoke.isPending} onClick={() => revoke.mutate(undefined)}>
          {t.sure}
        </Button>
      ) : (
        <Button variant="subtle" className="danger" onClick={() => setAsked(true)}>
          {t.revoke}
        </Button>
      )}
    </>
  )
}
