import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { TEXTS } from './oidc-texts.ts'

const offeredSchema = z.object({ label: z.string().nullable() })
export const awaySchema = z.object({ url: z.string() })

/** What the outside account is called; null where none is set up, or while it is not known. */
export function useOidcLabel(): string | null {
  const query = useQuery({
    queryKey: ['oidc'],
    queryFn: () => ask(offeredSchema, 'GET', '/oidc'),
    staleTime: Infinity,
  })
  return query.data?.label ?? null
}

/** Leaves for the provider of outside accounts; nothing where none is set up. */
export function OidcButton() {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const label = useOidcLabel()
  const leave = useMutation({
    mutationFn: () => ask(awaySchema, 'POST', '/oidc/begin', { language: lang }),
    onSuccess: ({ url }) => location.assign(url),
  })
  if (label === null) return null
  return (
    <>
      <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
        {fillIn(t.signIn, { label })}
      </Button>
      <Trouble error={leave.error} />
    </>
  )
}
