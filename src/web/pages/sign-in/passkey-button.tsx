import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { requestSchema, usePasskeyHere } from '../../api/passkeys.ts'
import { useTexts } from '../../language/language.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { TEXTS } from './texts.ts'

/** Signs in with a passkey of this site, without address and password. */
export function PasskeyButton({ onEntered }: { readonly onEntered: () => void }) {
  const t = useTexts(TEXTS)
  const enter = useMutation({
    mutationFn: async () => {
      const options = await ask(requestSchema, 'POST', '/session/passkey/options')
      return ask(z.null(), 'POST', '/session/passkey', { credential: await usePasskeyHere(options) })
    },
    onSuccess: onEntered,
  })
  return (
    <>
      <Button variant="default" onClick={() => enter.mutate()} loading={enter.isPending}>
        {t.passkey}
      </Button>
      <Trouble error={enter.error} />
    </>
  )
}
