import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { controlKey } from '../../../isms/control-items.ts'
import { RESPONSIBLE, responsibilitySchema } from '../../../isms/records/responsibility.ts'
import type { Responsibility } from '../../../isms/records/responsibility.ts'
import { ismsWord } from '../../../report/isms/sentences.ts'
import { useRecords, useSave, useStatement } from '../../api/hooks.ts'
import { useMayWrite } from '../../api/may.ts'
import type { Recorded, StatementRow } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { either } from '../../../base/text.ts'
import { fillIn } from '../../language/text.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Empty } from '../../parts/empty.tsx'
import { SidePanel } from '../../parts/side-panel.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { ResponsibilityForm } from './responsibility-form.tsx'
import { TEXTS } from './texts.ts'

type Settled = Recorded<'responsibility'>
interface Line {
  readonly service: string
  readonly serviceName: string
  readonly row: StatementRow
  readonly settled: Settled | null
}

/** CLD.6.3.1: every cloud control of every provided service, who answers for it, and what each side does. */
export function ResponsibilityMatrix({
  wanted,
  onWanted,
}: {
  readonly wanted: string | null
  readonly onWanted: (id: string | null) => void
}) {
  const t = useTexts(TEXTS)
  const lines = useLines()
  const columns = useColumns()
  const [open, setOpen] = useState<string | null>(null)
  const chosen = lines.find((line) => keyOf(line) === open || (wanted !== null && line.settled?.id === wanted))
  const close = (): void => (setOpen(null), onWanted(null))
  if (lines.length === 0) return <Empty title={t.matrix}>{t.matrixEmpty}</Empty>
  return (
    <>
      <p className="note">{t.matrixAbout}</p>
      <DataTable
        name={t.matrix}
        rows={lines}
        columns={columns}
        idOf={keyOf}
        onOpen={(line) => setOpen(keyOf(line))}
        chosen={chosen === undefined ? null : keyOf(chosen)}
      />
      <SidePanel
        title={chosen === undefined ? '' : `${chosen.row.item} ${chosen.serviceName}`}
        isOpen={chosen !== undefined}
        onClose={close}
      >
        {chosen === undefined ? null : (
          <ResponsibilityForm
            key={`${keyOf(chosen)} ${chosen.settled?.version ?? 0}`}
            of={blank(chosen)}
            record={chosen.settled}
            onClose={close}
          />
        )}
      </SidePanel>
    </>
  )
}

const keyOf = ({ service, row }: Line): string => `${service} ${controlKey(row)}`

const blank = ({ service, row: { edition, item } }: Line): Responsibility =>
  responsibilitySchema.parse({ service, control: { edition, item } })

/** One line for each cloud control of each service that is provided. */
function useLines(): readonly Line[] {
  const { lang } = useLanguage()
  const services = (useRecords('service').data ?? []).filter(({ body }) => body.roles.includes('provider'))
  const rows = (useStatement().data?.rows ?? []).filter(({ cloud }) => cloud)
  const settled = new Map(
    (useRecords('responsibility').data ?? []).map((one) => [
      `${one.body.service} ${controlKey(one.body.control)}`,
      one,
    ]),
  )
  return services.flatMap(({ id, body }) =>
    rows.map((row) => ({
      service: id,
      serviceName: either(body.name, lang),
      row,
      settled: settled.get(`${id} ${controlKey(row)}`) ?? null,
    })),
  )
}

function useColumns() {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const isPermitted = useMayWrite('responsibility')
  const side = (name: 'provider' | 'customer') => ({
    key: name,
    title: t[name],
    value: ({ settled }: Line) => (settled === null ? '' : either(settled.body[name], lang)),
    isSecondary: true,
  })
  return [
    { key: 'item', title: t.item, value: ({ row }: Line) => row.item, width: '8em' },
    { key: 'control', title: t.control, value: ({ row }: Line) => row.title[lang] },
    {
      key: 'service',
      title: t.service,
      value: ({ serviceName }: Line) => serviceName,
      width: '11em',
      isSecondary: true,
    },
    {
      key: 'who',
      title: t.who,
      value: ({ settled }: Line) =>
        settled === null || settled.body.who === null ? t.notChosen : ismsWord(settled.body.who, lang),
      ...(isPermitted ? { show: (line: Line) => <Who line={line} /> } : {}),
      width: '10em',
    },
    side('provider'),
    side('customer'),
  ]
}

/** Who answers for it, chosen in its place in the table. */
function Who({ line }: { readonly line: Line }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const save = useSave('responsibility')
  const { settled } = line
  const choose = (value: string): void => {
    const who = RESPONSIBLE.find((one) => one === value) ?? null
    save.mutate({ body: { ...(settled?.body ?? blank(line)), who }, over: settled ?? undefined })
  }
  return (
    <div onClick={(event) => event.stopPropagation()} role="presentation">
      <NativeSelect
        size="xs"
        aria-label={fillIn(t.whoOf, { item: line.row.item, service: line.serviceName })}
        disabled={save.isPending}
        value={settled?.body.who ?? ''}
        data={[
          { value: '', label: t.notChosen },
          ...RESPONSIBLE.map((one) => ({ value: one, label: ismsWord(one, lang) })),
        ]}
        onChange={({ currentTarget: { value } }) => choose(value)}
      />
      <Trouble error={save.error} />
    </div>
  )
}
