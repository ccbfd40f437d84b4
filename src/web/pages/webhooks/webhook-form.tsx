import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { EVENTS } from '../../../server/webhooks/events.ts'
import { madeWebhookSchema } from '../../../server/answers/webhooks.ts'
import { ask } from '../../api/client.ts'
import { useChange, usePath } from '../../api/hooks.ts'
import { useTexts } from '../../language/language.tsx'
import { MadeOnce } from '../../parts/made-once.tsx'
import { MakeForm } from '../../parts/make-form.tsx'
import { EventChoice } from './event-choice.tsx'
import { SignatureHelp } from './signature-help.tsx'
import { TEXTS } from './texts.ts'

/** Address and events of a webhook, and then its secret, which is shown this once. */
export function WebhookForm({ hosts, onClose }: { readonly hosts: readonly string[]; readonly onClose: () => void }) {
  const t = useTexts(TEXTS)
  const path = usePath()
  const [url, setUrl] = useState('')
  const [events, setEvents] = useState<readonly string[]>(EVENTS)
  const make = useChange(() => ask(madeWebhookSchema, 'POST', path('/webhooks'), { url: url.trim(), events }))
  if (make.data !== undefined)
    return (
      <MadeOnce label={t.secretTitle} say={t.secretOnce} value={make.data.secret} onClose={onClose}>
        <SignatureHelp />
      </MadeOnce>
    )
  return (
    <MakeForm make={make} label={t.create} isReady={url.trim() !== '' && events.length > 0}>
      <TextInput
        label={t.url}
        description={t.urlHelp}
        placeholder={`https://${hosts[0]?.replace('+private', '') ?? ''}/…`}
        value={url}
        onChange={({ currentTarget: { value } }) => setUrl(value)}
      />
      <EventChoice chosen={events} onChange={setEvents} />
    </MakeForm>
  )
}
