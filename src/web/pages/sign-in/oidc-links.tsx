import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { awaySchema, useOidcLabel } from './oidc-button.tsx'
import { WithPassword } from '../account/with-password.tsx'
import { TEXTS } from './oidc-texts.ts'

const ownSchema = z.object({
  identities: z.array(z.object({ id: z.string(), issuer: z.string(), email: z.string(), createdAt: z.string() })),
})
const KEY = ['identities']
/** What is being done where none is linked. */
const NEW = 'new'

/** The outside account that is linked to one's own, and the way to link or to part; nothing where none is set up. */
export function OidcLinks() {
  const label = useOidcLabel()
  return label === null ? null : <Links label={label} />
}

function Links({ label }: { readonly label: string }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const client = useQueryClient()
  const [doing, setDoing] = useState<string | null>(null)
  const close = (): void => setDoing(null)
  const own = useQuery({ queryKey: KEY, queryFn: () => ask(ownSchema, 'GET', '/me/identities') })
  const link = useMutation({
    mutationFn: (password: string) => ask(awaySchema, 'POST', '/me/identities', { password, language: lang }),
    onSuccess: ({ url }) => location.assign(url),
  })
  const unlink = useMutation({
    mutationFn: (password: string) => ask(z.null(), 'POST', `/me/identities/${doing ?? ''}/remove`, { password }),
    onSuccess: () => {
      close()
      return client.invalidateQueries({ queryKey: KEY })
    },
  })
  const identities = own.data?.identities ?? []
  const linkText = fillIn(t.link, { label })
  return (
    <section>
      <h2>{t.title}</h2>
      {identities.map(({ id, email, issuer, createdAt }) => (
        <div key={id}>
          <p>
            <strong>{fillIn(t.linked, { email, issuer: new URL(issuer).host })}</strong>{' '}
            <span className="soft">{fillIn(t.since, { at: momentText(createdAt, lang) })}</span>{' '}
            {doing === id ? null : (
              <Button variant="default" size="xs" onClick={() => setDoing(id)}>
                {t.unlink}
              </Button>
            )}
          </p>
          {doing === id ? <WithPassword label={t.unlink} change={unlink} isDanger onClose={close} /> : null}
        </div>
      ))}
      {identities.length > 0 || own.data === undefined ? null : (
        <>
          <p className="note">{fillIn(t.none, { label })}</p>
          {doing === NEW ? (
            <WithPassword label={linkText} change={link} onClose={close} />
          ) : (
            <Button variant="light" onClick={() => setDoing(NEW)}>
              {linkText}
            </Button>
          )}
        </>
      )}
      <Trouble error={own.error} />
    </section>
  )
}
