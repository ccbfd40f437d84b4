import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useRecords } from '../../api/hooks.ts'
import { useMayWrite } from '../../api/may.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useTexts } from '../../language/language.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { useServiceName } from '../../parts/services.ts'
import { TEXTS } from './texts.ts'

type One = Recorded<'engagement'>

/** Who the tenants are and what is permitted: one opens on a page of its own, beside its evidence. */
export function Engagements() {
  const t = useTexts(TEXTS)
  const nameOf = useServiceName()
  const navigate = useNavigate()
  const open = (engagement: string): void => void navigate({ to: '/audit', search: { engagement } })
  const add = useMayWrite('engagement') ? (
    <Button variant="light" onClick={() => open('new')}>
      {t.addEngagement}
    </Button>
  ) : null
  const columns = [
    { key: 'title', title: t.name, value: ({ body }: One) => body.title },
    {
      key: 'service',
      title: t.service,
      value: ({ body }: One) => (body.service === null ? '—' : nameOf(body.service)),
    },
  ]
  return (
    <Loaded query={useRecords('engagement')}>
      {(all) =>
        all.length === 0 ? (
          <Empty title={t.engagements} action={add}>
            {t.engagementsEmpty}
          </Empty>
        ) : (
          <DataTable
            name={t.engagements}
            rows={all}
            columns={columns}
            idOf={({ id }) => id}
            onOpen={({ id }) => open(id)}
            tools={add}
          />
        )
      }
    </Loaded>
  )
}
