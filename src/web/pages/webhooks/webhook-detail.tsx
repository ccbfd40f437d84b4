import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { z } from 'zod'
import { ask } from '../../api/client.ts'
import { useChange, usePath } from '../../api/hooks.ts'
import { useTexts } from '../../language/language.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { Deliveries } from './deliveries.tsx'
import { EventChoice } from './event-choice.tsx'
import { SignatureHelp } from './signature-help.tsx'
import type { Webhook } from './shapes.ts'
import { TEXTS } from './texts.ts'

/** A webhook: what it is told of, whether it is paused, a test, and how its messages went. */
export function WebhookDetail({ webhook, onGone }: { readonly webhook: Webhook; readonly onGone: () => void }) {
  const t = useTexts(TEXTS)
  const at = usePath()(`/webhooks/${webhook.id}`)
  const [events, setEvents] = useState<readonly string[]>(webhook.events)
  const set = useChange((paused: boolean) => ask(z.unknown(), 'PUT', at, { events, paused }))
  const test = useChange(() => ask(z.object({ delivery: z.string() }), 'POST', `${at}/test`, {}))
  const isChanged = events.join() !== webhook.events.join()
  return (
    <>
      <p className="mono url">{webhook.url}</p>
      {webhook.paused ? <p className="note">{t.pausedAbout}</p> : null}
      <div className="bar-row">
        <Button
          variant="light"
          loading={test.isPending}
          disabled={webhook.paused}
          onClick={() => test.mutate(undefined)}
        >
          {t.test}
        </Button>
        <Button variant="default" loading={set.isPending} onClick={() => set.mutate(!webhook.paused)}>
          {webhook.paused ? t.resume : t.pause}
        </Button>
        <Remove at={at} onGone={onGone} />
      </div>
      <div role="status">{test.isSuccess ? <p className="done-note">{t.testSent}</p> : null}</div>
      <Trouble error={test.error ?? set.error} />
      <EventChoice chosen={events} onChange={setEvents} />
      <div className="foot">
        <Button
          loading={set.isPending}
          disabled={!isChanged || events.length === 0}
          onClick={() => set.mutate(webhook.paused)}
        >
          {t.save}
        </Button>
      </div>
      <Deliveries webhook={webhook.id} />
      <SignatureHelp />
    </>
  )
}

function Remove({ at, onGone }: { readonly at: string; readonly onGone: () => void }) {
  const t = useTexts(TEXTS)
  const [isAsked, setAsked] = useState(false)
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => ask(z.null(), 'DELETE', at),
    onSuccess: () => {
      // First the panel goes, with what it asks: the deliveries of what is no more.
      flushSync(onGone)
      return client.invalidateQueries({ queryKey: ['organisation'] })
    },
  })
  return (
    <>
      {isAsked ? (
        <Button color="#b3261e" loading={remove.isPending} onClick={() => remove.mutate()}>
          {t.sure}
        </Button>
      ) : (
        <Button variant="subtle" className="danger" onClick={() => setAsked(true)}>
          {t.remove}
        </Button>
      )}
      <Trouble error={remove.error} />
    </>
  )
}
