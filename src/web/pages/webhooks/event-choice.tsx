import { Checkbox } from '@mantine/core'
import { EVENTS } from '../../../server/webhooks/events.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { EVENT_TEXTS, TEXTS } from './texts.ts'

/** What a webhook is told of. */
export function EventChoice({
  chosen,
  onChange,
}: {
  readonly chosen: readonly string[]
  readonly onChange: (events: readonly string[]) => void
}) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  return (
    <Checkbox.Group
      label={t.events}
      value={[...chosen]}
      onChange={(values) => onChange(EVENTS.filter((event) => values.includes(event)))}
    >
      <div className="choices">
        {EVENTS.map((event) => (
          <Checkbox key={event} value={event} label={EVENT_TEXTS[event][lang]} description={event} />
        ))}
      </div>
    </Checkbox.Group>
  )
}
