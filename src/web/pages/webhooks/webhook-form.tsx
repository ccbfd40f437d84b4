import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { EVENTS } from '../../../server/webhooks/events.ts'
import { ask } from '../../api/client.ts'
import { useChange, usePath } from '../../api/hooks.ts'
import { useTexts } from '../../language/language.tsx'
import { CopyOnce } from '../../parts/copy-once.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { EventChoice } from './event-choice.tsx'
import { SignatureHelp } from './signature-help.tsx'
import { madeSchema } from './shapes.ts'
import { TEXTS } from './texts.ts'

/** Address and events of a webhook, and then its secret, which is shown this once. */
export function WebhookForm({ hosts, onClose }: { readonly hosts: readonly string[]; readonly onClose: () => void }) {
  const t = useTexts(TEXTS)
  const path = usePath()
  const [url, setUrl] = useState('')
  const [events, setEvents] = useState<readonly string[]>(EVENTS)
  const make = useChange(() => ask(madeSchema, 'POST', path('/webhooks'), { url: url.trim(), events }))
  if (make.data !== undefined)
    return (
      <>
        <h3>{t.secretTitle}</h3>
        <p>{t.secretOnce}</p>
        <CopyOnce label={t.secretTitle} value={make.data.secret} />
        <SignatureHelp />
        <div className="foot">
          <Button variant="default" onClick={onClose}>
            {t.done}
          </Button>
        </div>
      </>
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        make.mutate(undefined)
      }}
    >
      <div className="form">
        <TextInput
          label={t.url}
          description={t.urlHelp}
          placeholder={`https://${hosts[0]?.replace('+private', '') ?? ''}/…`}
          value={url}
          onChange={({ currentTarget: { value } }) => setUrl(value)}
        />
        <EventChoice chosen={events} onChange={setEvents} />
      </div>
      <Trouble error={make.error} isForm />
      <div className="foot">
        <Button type="submit" loading={make.isPending} disabled={url.trim() === '' || events.length === 0}>
          {t.create}
        </Button>
      </div>
    </form>
  )
}
