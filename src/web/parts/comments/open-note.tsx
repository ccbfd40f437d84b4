import { Button } from '@mantine/core'
import { useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { commentsId } from './comments.tsx'
import { TEXTS } from './texts.ts'
import { useComments } from './use-comments.ts'
import type { Subject } from './use-comments.ts'

/** Says at the head of a form that there are open comments below it, and goes there. */
export function OpenCommentsNote({ about }: { readonly about: Subject }) {
  const t = useTexts(TEXTS)
  const open = useComments(about).filter(({ body }) => body.settled === null).length
  if (open === 0) return null
  return (
    <p className="note">
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => document.getElementById(commentsId(about))?.scrollIntoView({ block: 'start' })}
      >
        {fillIn(t.toOpen, { count: open })}
      </Button>
    </p>
  )
}
