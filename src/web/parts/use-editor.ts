import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { DefaultValues, FieldValues, UseFormReturn } from 'react-hook-form'
import { z } from 'zod'
import { ask } from '../api/client.ts'
import { useChange, usePath } from '../api/hooks.ts'
import { useMayWrite } from '../api/may.ts'
import { useOrganisation } from '../api/organisation.tsx'
import { pointSchema } from '../../server/answers/overview.ts'
import type { Point } from '../api/shapes.ts'
import { collectionPath } from '../api/paths.ts'
import type { Kind } from '../../isms/records/kinds.ts'

interface Existing<T> {
  readonly id: string
  readonly version: number
  readonly body: T
}

export interface EditorOptions<T extends FieldValues> {
  readonly kind: Kind
  readonly schema: z.ZodType<T>
  /** The record that is changed; null is a new one. */
  readonly record: Existing<T> | null
  /** What a new one begins with. */
  readonly start: T
  /** What a new one is about, where that is settled before it is written: what was typed for one must not come back at another. */
  readonly about?: string
  readonly onSaved?: () => void
}

export interface Editor<T extends FieldValues> {
  readonly form: UseFormReturn<T>
  /** What the rules would still ask if it were saved so. */
  readonly points: readonly Point[]
  /** Fields that cannot be written so, by their path. */
  readonly wrong: ReadonlyMap<string, string>
  readonly save: () => void
  readonly isSaving: boolean
  readonly error: unknown
  /** What was typed before and not saved was put back. */
  readonly isRestored: boolean
  readonly discard: () => void
  /** One's roles permit to write it. */
  readonly isPermitted: boolean
}

const CHECK_AFTER = 400

/** A record being written: checked by schema and rules while one types, kept in the browser until it is saved. */
export function useEditor<T extends FieldValues>({
  kind,
  schema,
  record,
  start,
  about = '',
  onSaved,
}: EditorOptions<T>): Editor<T> {
  const draft = useDraft<T>(`${kind} ${record === null ? `new ${about}` : `${record.id} ${record.version}`}`)
  const first = record?.body ?? start
  // A draft has the form of what was typed, and the record's own fields where it has none.
  const form = useForm<T>({ defaultValues: { ...first, ...draft.found } as DefaultValues<T> })
  const typed = form.watch()
  const { remember } = draft
  const isDirty = form.formState.isDirty
  useEffect(() => {
    if (isDirty) remember(typed)
  })
  const parsed = schema.safeParse(typed)
  const isPermitted = useMayWrite(kind)
  const points = useChecked(kind, record?.id, parsed.success && isPermitted ? parsed.data : null)
  const at = usePath()(`/${collectionPath(kind)}`)
  const [isTried, setTried] = useState(false)
  const write = (body: T) =>
    record === null
      ? ask(z.unknown(), 'POST', at, { body })
      : ask(z.unknown(), 'PUT', `${at}/${record.id}`, { body, version: record.version })
  const saving = useChange(async (body: T) => {
    const saved = await write(body)
    // Here and not when all has been read anew: by then this editor may have given way to one of the new version, and nobody would be told.
    draft.forget()
    onSaved?.()
    return saved
  })
  const save = (): void => {
    setTried(true)
    if (parsed.success) saving.mutate(parsed.data)
  }
  const discard = (): void => {
    draft.forget()
    form.reset(first as DefaultValues<T>)
  }
  const wrong = new Map(
    parsed.success || !isTried ? [] : parsed.error.issues.map(({ path, code }) => [path.join('.'), code] as const),
  )
  return {
    form,
    points,
    wrong,
    save,
    isSaving: saving.isPending,
    error: saving.error,
    isRestored: draft.found !== null,
    discard,
    isPermitted,
  }
}

/** What was typed into this record and never saved: it outlives the page. */
function useDraft<T>(of: string) {
  const { id } = useOrganisation()
  const key = `akashi-draft ${id} ${of}`
  const isOver = useRef(false)
  const found = useMemo(() => read<T>(key), [key])
  return {
    found,
    remember: (value: T): void => {
      if (!isOver.current) sessionStorage.setItem(key, JSON.stringify(value))
    },
    forget: (): void => {
      isOver.current = true
      sessionStorage.removeItem(key)
    },
  }
}

function read<T>(key: string): Partial<T> | null {
  const text = sessionStorage.getItem(key)
  // Written by this page, in this window.
  return text === null ? null : (JSON.parse(text) as Partial<T>)
}

const checkedSchema = z.object({ points: z.array(pointSchema) })

function useChecked(kind: Kind, id: string | undefined, body: unknown): readonly Point[] {
  const text = useSettled(JSON.stringify(body))
  const at = usePath()(`/${collectionPath(kind)}/check`)
  const query = useQuery({
    queryKey: ['check', at, id, text],
    queryFn: () => ask(checkedSchema, 'POST', at, { ...(id === undefined ? {} : { id }), body: JSON.parse(text) }),
    enabled: text !== 'null',
    placeholderData: (before) => before,
    gcTime: 0,
  })
  return query.data?.points ?? []
}

/** The value once it has stayed the same for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), CHECK_AFTER)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
