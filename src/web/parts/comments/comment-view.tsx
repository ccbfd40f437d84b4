import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { dayText } from '../../../report/isms/sentences.ts'
import { ask } from '../../api/client.ts'
import { useChange, usePath } from '../../api/hooks.ts'
import { useMay } from '../../api/may.ts'
import { useOrganisation } from '../../api/organisation.tsx'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import { Trouble } from '../trouble.tsx'
import { TEXTS } from './texts.ts'
import type { Commented } from './use-comments.ts'

/** One comment: who, when, what; whoever may comment settles it, and its author rewrites it. */
export function CommentView({ comment }: { readonly comment: Commented }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const { me } = useOrganisation()
  const may = useMay()
  const at = usePath()(`/comments/${comment.id}`)
  const [text, setText] = useState<string | null>(null)
  const { author, settled, ...body } = comment.body
  const { version } = comment
  const settle = useChange(() => ask(z.unknown(), 'POST', `${at}/settle`, { version, settled: settled === null }))
  const rewrite = useChange((wanted: string) => ask(z.unknown(), 'PUT', at, { version, text: wanted }))
  return (
    <article className={`comment ${settled === null ? '' : 'settled'}`}>
      <header>
        <b>{author.name}</b> <time dateTime={body.at}>{momentText(body.at, lang)}</time>{' '}
        <span className="state">{settled === null ? t.open : t.settled}</span>
      </header>
      {text === null ? (
        <p className="said">{body.text}</p>
      ) : (
        <Textarea
          autosize
          aria-label={t.rewrite}
          value={text}
          maxLength={5000}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      {settled === null ? null : (
        <p className="note">{fillIn(t.settledBy, { by: settled.by, on: dayText(settled.on, lang) })}</p>
      )}
      {!may('comment') ? null : (
        <div className="bar-row">
          {text === null ? (
            <>
              <Button
                variant="light"
                size="compact-sm"
                loading={settle.isPending}
                onClick={() => settle.mutate(undefined)}
              >
                {settled === null ? t.settle : t.reopen}
              </Button>
              {author.account === me.account ? (
                <Button variant="subtle" size="compact-sm" onClick={() => setText(body.text)}>
                  {t.rewrite}
                </Button>
              ) : null}
            </>
          ) : (
            <>
              <Button
                size="compact-sm"
                loading={rewrite.isPending}
                disabled={text.trim() === ''}
                onClick={() => rewrite.mutate(text)}
              >
                {t.keep}
              </Button>
              <Button variant="subtle" size="compact-sm" onClick={() => setText(null)}>
                {t.cancel}
              </Button>
            </>
          )}
        </div>
      )}
      <Trouble error={settle.error ?? rewrite.error} />
    </article>
  )
}
