import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FieldValues } from 'react-hook-form'
import { useLanguage, useTexts } from '../language/language.tsx'
import { EditorContext } from './editor-context.ts'
import { NotPermitted } from './not-permitted.tsx'
import { Trouble } from './trouble.tsx'
import type { Editor } from './use-editor.ts'

const TEXTS = {
  save: { ja: '保存', en: 'Save' },
  cancel: { ja: '閉じる', en: 'Close' },
  restored: { ja: '保存していない入力を復元しました。', en: 'What you had typed and not saved is back.' },
  discard: { ja: '破棄する', en: 'Discard it' },
  wrong: { ja: '保存できない項目があります: {fields}', en: 'Some fields cannot be saved: {fields}' },
} as const

/** The frame of every form: what was restored, the fields, what the rules still ask, and save. */
export function RecordForm<T extends FieldValues>({
  editor,
  children,
  onClose,
  extra,
  isFrozen: isApproved = false,
}: {
  readonly editor: Editor<T>
  readonly children: ReactNode
  readonly onClose?: (() => void) | undefined
  readonly extra?: ReactNode
  readonly isFrozen?: boolean
}) {
  const t = useTexts(TEXTS)
  // What one's roles do not permit to write can be read as what was approved can.
  const isFrozen = isApproved || !editor.isPermitted
  return (
    <EditorContext value={{ points: editor.points, wrong: editor.wrong }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          editor.save()
        }}
      >
        {editor.isPermitted ? null : <NotPermitted />}
        {editor.isRestored && !isFrozen ? (
          <div className="say">
            <p>
              {t.restored}{' '}
              <Button variant="subtle" size="compact-xs" onClick={editor.discard}>
                {t.discard}
              </Button>
            </p>
          </div>
        ) : null}
        <fieldset disabled={isFrozen} style={{ border: 0, padding: 0 }}>
          <div className="form">{children}</div>
        </fieldset>
        <OtherPoints editor={editor} />
        <Trouble error={editor.error} isForm />
        {editor.wrong.size === 0 ? null : (
          <p className="trouble" role="alert">
            {t.wrong.replace('{fields}', [...editor.wrong.keys()].join(', '))}
          </p>
        )}
        {isFrozen && onClose === undefined && extra === undefined ? null : (
          <div className="foot">
            {isFrozen ? null : (
              <Button type="submit" loading={editor.isSaving}>
                {t.save}
              </Button>
            )}
            {onClose === undefined ? null : (
              <Button variant="default" onClick={onClose}>
                {t.cancel}
              </Button>
            )}
            {extra}
          </div>
        )}
      </form>
    </EditorContext>
  )
}

function OtherPoints<T extends FieldValues>({ editor }: { readonly editor: Editor<T> }) {
  const { lang } = useLanguage()
  const others = editor.points.filter(({ at }) => at.field === undefined)
  if (others.length === 0) return null
  return (
    <div aria-live="polite">
      <ul className="points">
        {others.map((point, i) => (
          <li key={i}>
            <span className="rule">{point.rule}</span>
            {point.text[lang]}
          </li>
        ))}
      </ul>
    </div>
  )
}
