import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { creationSchema, makePasskey } from '../../api/passkeys.ts'
import { useTexts } from '../../language/language.tsx'
import { useMine } from './hooks.ts'
import { TEXTS } from './texts.ts'
import { WithPassword } from './with-password.tsx'

/** A name and the password; then the device makes the passkey. */
export function NewPasskey({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(TEXTS)
  const [name, setName] = useState('')
  const add = useMine(async (password: string) => {
    const options = await ask(creationSchema, 'POST', '/me/passkeys/options', { password })
    const credential = await makePasskey(options)
    return ask(z.object({ id: z.string() }), 'POST', '/me/passkeys', { name, credential })
  }, onClose)
  return (
    <WithPassword label={t.passkeyAdd} change={add} onClose={onClose}>
      <TextInput
        label={t.passkeyName}
        description={t.passkeyNameHelp}
        required
        maxLength={80}
        value={name}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
    </WithPassword>
  )
}
