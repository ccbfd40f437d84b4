import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ComponentType, ReactNode } from 'react'
import { COMMENT_SUBJECTS } from '../../isms/records/comment.ts'
import type { CommentSubject } from '../../isms/records/comment.ts'
import type { Kind } from '../../isms/records/kinds.ts'
import { useRecords } from '../api/hooks.ts'
import { useMayWrite } from '../api/may.ts'
import { useCount, useRecord } from '../api/paged.ts'
import type { Recorded } from '../api/shapes.ts'
import { useTexts } from '../language/language.tsx'
import type { Column } from './arranged.ts'
import { Comments } from './comments/comments.tsx'
import { OpenCommentsNote } from './comments/open-note.tsx'
import { DataTable } from './data-table.tsx'
import { Empty } from './empty.tsx'
import { Loaded } from './loaded.tsx'
import { PagedTable } from './paged-table.tsx'
import { SidePanel } from './side-panel.tsx'
import { Trouble } from './trouble.tsx'

const TEXTS = { add: { ja: '追加', en: 'Add' } } as const

export interface FormProps<K extends Kind> {
  readonly record: Recorded<K> | null
  readonly onClose: () => void
}

interface Props<K extends Kind> {
  readonly kind: K
  readonly name: string
  readonly columns: readonly Column<Recorded<K>>[]
  readonly Form: ComponentType<FormProps<K>>
  readonly empty: ReactNode
  readonly tools?: ReactNode
  /** A record that was asked for from outside the list. */
  readonly wanted?: string | null
  readonly onWanted?: (id: string | null) => void
  readonly isWanted?: (record: Recorded<K>) => boolean
}

/** More records than this are looked for by the server, and fetched as they are looked at. */
const WHOLE_LIST = 1000

/** The records of a kind as a table; one opens at the side, and new ones are added there. */
export function Register<K extends Kind>(props: Props<K>) {
  return (
    <Loaded query={useCount(props.kind)}>
      {(total) =>
        total > WHOLE_LIST && props.isWanted === undefined ? (
          <LongRegister {...props} total={total} />
        ) : (
          <WholeRegister {...props} />
        )
      }
    </Loaded>
  )
}

function WholeRegister<K extends Kind>(props: Props<K>) {
  const { kind, name, columns, empty, tools, isWanted } = props
  const { open, setOpen, add } = useOpened(props)
  return (
    <Loaded query={useRecords(kind)}>
      {(all) => {
        const records = isWanted === undefined ? all : all.filter(isWanted)
        return (
          <>
            {records.length === 0 ? (
              <Empty
                title={name}
                action={
                  <>
                    {add} {tools}
                  </>
                }
              >
                {empty}
              </Empty>
            ) : (
              <DataTable
                name={name}
                rows={records}
                columns={columns}
                idOf={({ id }) => id}
                onOpen={({ id }) => setOpen(id)}
                chosen={open}
                tools={
                  <>
                    {tools}
                    {add}
                  </>
                }
              />
            )}
            <Panel {...props} open={open} chosen={all.find(({ id }) => id === open) ?? null} onOpen={setOpen} />
          </>
        )
      }}
    </Loaded>
  )
}

function LongRegister<K extends Kind>(props: Props<K> & { readonly total: number }) {
  const { kind, name, columns, tools, total } = props
  const { open, setOpen, add } = useOpened(props)
  const found = useRecord(kind, open === NEW ? null : open)
  return (
    <>
      <PagedTable
        {...{ kind, name, columns, total }}
        onOpen={setOpen}
        chosen={open}
        tools={
          <>
            {tools}
            {add}
          </>
        }
      />
      <Trouble error={found.error} onAgain={() => void found.refetch()} />
      <Panel {...props} open={open} chosen={found.data ?? null} onOpen={setOpen} />
    </>
  )
}

/** Which record is open, and the button that begins a new one. */
function useOpened<K extends Kind>({ kind, wanted = null, onWanted }: Props<K>) {
  const t = useTexts(TEXTS)
  const [own, setOwn] = useState<string | null>(null)
  const setOpen = (id: string | null): void => {
    setOwn(id)
    onWanted?.(id)
  }
  const add = useMayWrite(kind) ? (
    <Button variant="light" onClick={() => setOpen(NEW)}>
      {t.add}
    </Button>
  ) : null
  return { open: wanted ?? own, setOpen, add }
}

interface PanelProps<K extends Kind> extends Props<K> {
  readonly open: string | null
  readonly chosen: Recorded<K> | null
  readonly onOpen: (id: string | null) => void
}

function Panel<K extends Kind>({ kind, name, Form, open, chosen, onOpen }: PanelProps<K>) {
  return (
    <SidePanel title={name} isOpen={open === NEW || chosen !== null} onClose={() => onOpen(null)}>
      {chosen === null || !isSubject(kind) ? null : <OpenCommentsNote about={{ kind, id: chosen.id }} />}
      <Form
        key={`${open} ${chosen?.version ?? 0}`}
        record={open === NEW ? null : chosen}
        onClose={() => onOpen(null)}
      />
      {chosen === null || !isSubject(kind) ? null : <Comments about={{ kind, id: chosen.id }} />}
    </SidePanel>
  )
}

const isSubject = (kind: Kind): kind is Kind & CommentSubject['kind'] => COMMENT_SUBJECTS.some((one) => one === kind)

/** No record has an id like this. */
const NEW = ' new'
