import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ComponentType, ReactNode } from 'react'
import { COMMENT_SUBJECTS } from '../../isms/records/comment.ts'
import type { CommentSubject } from '../../isms/records/comment.ts'
import type { Kind } from '../../isms/records/kinds.ts'
import { useRecords } from '../api/hooks.ts'
import { useMayWrite } from '../api/may.ts'
import type { Recorded } from '../api/shapes.ts'
import { useTexts } from '../language/language.tsx'
import type { Column } from './arranged.ts'
import { Comments } from './comments/comments.tsx'
import { DataTable } from './data-table.tsx'
import { Empty } from './empty.tsx'
import { Loaded } from './loaded.tsx'
import { SidePanel } from './side-panel.tsx'

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

/** The records of a kind as a table; one opens at the side, and new ones are added there. */
export function Register<K extends Kind>(props: Props<K>) {
  const { kind, name, columns, Form, empty, tools, wanted = null, onWanted, isWanted } = props
  const t = useTexts(TEXTS)
  const [own, setOwn] = useState<string | null>(null)
  const [open, setOpen] = [wanted ?? own, (id: string | null) => (setOwn(id), onWanted?.(id))]
  const add = useMayWrite(kind) ? (
    <Button variant="light" onClick={() => setOpen(NEW)}>
      {t.add}
    </Button>
  ) : null
  return (
    <Loaded query={useRecords(kind)}>
      {(all) => {
        const records = isWanted === undefined ? all : all.filter(isWanted)
        const chosen = all.find(({ id }) => id === open) ?? null
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
            <SidePanel title={name} isOpen={open === NEW || chosen !== null} onClose={() => setOpen(null)}>
              <Form
                key={`${open} ${chosen?.version ?? 0}`}
                record={open === NEW ? null : chosen}
                onClose={() => setOpen(null)}
              />
              {chosen === null || !isSubject(kind) ? null : <Comments about={{ kind, id: chosen.id }} />}
            </SidePanel>
          </>
        )
      }}
    </Loaded>
  )
}

const isSubject = (kind: Kind): kind is Kind & CommentSubject['kind'] => COMMENT_SUBJECTS.some((one) => one === kind)

/** No record has an id like this. */
const NEW = ' new'
