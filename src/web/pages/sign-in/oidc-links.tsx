import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { awaySchema, useOidcLabel } from './oidc-button.tsx'
import { TEXTS } from './oidc-texts.ts'

const ownSchema = z.object({
  identities: z.array(z.object({ id: z.string(), issuer: z.string(), email: z.string(), createdAt: z.string() })),
})
const KEY = ['identities']

/** The outside account that is linked to one's own, and the way to link or to part; nothing where none is set up. */
export function OidcLinks() {
  const label = useOidcLabel()
  return label === null ? null : <Links label={label} />
}

function Links({ label }: { readonly label: string }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const client = useQueryClient()
  const own = useQuery({ queryKey: KEY, queryFn: () => ask(ownSchema, 'GET', '/me/identities') })
  const link = useMutation({
    mutationFn: () => ask(awaySchema, 'POST', '/me/identities', { language: lang }),
    onSuccess: ({ url }) => location.assign(url),
  })
  const unlink = useMutation({
    mutationFn: (id: string) => ask(z.null(), 'DELETE', `/me/identities/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  })
  const identities = own.data?.identities ?? []
  return (
    <section>
      <h2>{t.title}</h2>
      {identities.map(({ id, email, issuer, createdAt }) => (
        <p key={id}>
          <strong>{fillIn(t.linked, { email, issuer: new URL(issuer).host })}</strong>{' '}
          <span className="soft">{fillIn(t.since, { at: momentText(createdAt, lang) })}</span>{' '}
          <Button variant="default" size="xs" loading={unlink.isPending} onClick={() => unlink.mutate(id)}>
            {t.unlink}
          </Button>
        </p>
      ))}
      {identities.length > 0 || own.data === undefined ? null : (
        <>
          <p className="note">{fillIn(t.none, { label })}</p>
          <Button variant="light" loading={link.isPending} onClick={() => link.mutate()}>
            {fillIn(t.link, { label })}
          </Button>
        </>
      )}
      <Trouble error={own.error ?? link.error ?? unlink.error} />
    </section>
  )
}
