import { Button } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { applicabilitySchema } from '../../../isms/records/applicability.ts'
import { ismsWord } from '../../../report/isms/sentences.ts'
import { ask } from '../../api/client.ts'
import { useAsked, useChange, usePath } from '../../api/hooks.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { TEXTS } from './texts.ts'

const role = z.enum(['provider', 'customer'])
const relation = z.enum(['equal', 'subset', 'superset', 'intersects', 'none'])
const answer = applicabilitySchema.strip()
const transitionSchema = z.object({
  roles: z.array(
    z.object({
      role,
      carried: z.array(z.object({ from: z.string(), to: z.string(), relation, review: z.boolean(), answer })),
      withoutTarget: z.array(z.object({ item: z.string(), answer })),
    }),
  ),
})
type Transition = z.infer<typeof transitionSchema>

const FROM = 'iso27017-2015'
const TO = 'iso27017-2026'
const PATH = '/statement/transition'

/** Where each answer on the edition of 2015 goes in that of 2026; one action carries them over. */
export function TransitionView() {
  const t = useTexts(TEXTS)
  const [isShown, setShown] = useState(false)
  return (
    <>
      <p className="note">{t.transitionAbout}</p>
      {isShown ? (
        <Carried />
      ) : (
        <Button variant="default" onClick={() => setShown(true)}>
          {t.showTransition}
        </Button>
      )}
    </>
  )
}

interface Row {
  readonly role: z.infer<typeof role>
  readonly from: string
  readonly to: string
  readonly relation: z.infer<typeof relation>
  readonly review: boolean
  readonly state: string
}

/** Every answer with its new place; one without a place is listed too, never dropped. */
function rowsOf({ roles }: Transition): readonly Row[] {
  const stateOf = ({ applicable, implementation }: z.infer<typeof answer>): string =>
    applicable === false ? 'notApplicable' : (implementation ?? '')
  return roles.flatMap(({ role: held, carried, withoutTarget }) => [
    ...carried.map((one): Row => ({ ...one, role: held, state: stateOf(one.answer) })),
    ...withoutTarget.map((one): Row => ({
      role: held,
      from: one.item,
      to: '—',
      relation: 'none',
      review: true,
      state: stateOf(one.answer),
    })),
  ])
}

function Carried() {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const query = useAsked(transitionSchema, `${PATH}?from=${FROM}&to=${TO}`)
  const columns = [
    { key: 'from', title: t.from, value: ({ from }: Row) => from, width: '8em' },
    { key: 'relation', title: t.relation, value: (row: Row) => t[row.relation], width: '8em' },
    { key: 'to', title: t.to, value: ({ to }: Row) => to, width: '8em' },
    { key: 'role', title: t.role, value: (row: Row) => ismsWord(row.role, lang) },
    {
      key: 'answer',
      title: t.answer,
      value: ({ state }: Row) =>
        state === '' ? t.undecided : state === 'notApplicable' ? t.excluded : ismsWord(state, lang),
    },
    { key: 'review', title: t.review, value: ({ review }: Row) => (review ? t.toReview : ''), isSecondary: true },
  ]
  return (
    <Loaded query={query}>
      {(found) => (
        <>
          <Permitted needs="writeControl">
            <CarryOver />
          </Permitted>
          <DataTable
            name={t.transition}
            rows={rowsOf(found)}
            columns={columns}
            idOf={(row) => `${row.role} ${row.from} ${row.to}`}
          />
        </>
      )}
    </Loaded>
  )
}

const madeSchema = z.object({ made: z.array(z.string()) })

function CarryOver() {
  const t = useTexts(TEXTS)
  const path = usePath()
  const carry = useChange(() => ask(madeSchema, 'POST', path(PATH), { from: FROM, to: TO, why: t.carry }))
  return (
    <>
      <div className="bar-row">
        <Button variant="light" loading={carry.isPending} onClick={() => carry.mutate(undefined)}>
          {t.carry}
        </Button>
      </div>
      <Trouble error={carry.error} />
      {carry.data === undefined ? null : (
        <p className="done-note" role="status">
          {fillIn(t.carriedOver, { count: carry.data.made.length })}
        </p>
      )}
    </>
  )
}
