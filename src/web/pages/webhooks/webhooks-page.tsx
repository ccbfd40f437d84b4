import './webhooks.css'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { webhooksSchema } from '../../../server/answers/webhooks.ts'
import { useAsked } from '../../api/hooks.ts'
import { useMay } from '../../api/may.ts'
import { useOrganisation } from '../../api/organisation.tsx'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { SidePanel } from '../../parts/side-panel.tsx'
import { Result } from './deliveries.tsx'
import { SignatureHelp } from './signature-help.tsx'
import { isFailing } from './shapes.ts'
import type { Webhook } from './shapes.ts'
import { TEXTS } from './texts.ts'
import { WebhookDetail } from './webhook-detail.tsx'
import { WebhookForm } from './webhook-form.tsx'

/** Where the organisation's news go: made, tried, paused and removed by owners. */
export function WebhooksPage() {
  const t = useTexts(TEXTS)
  const isOwner = useMay()('administer')
  const query = useAsked(webhooksSchema, '/webhooks', { isWanted: isOwner })
  if (!isOwner)
    return (
      <PageHead title={t.title} say={t.ownersOnly}>
        <p>{t.about}</p>
      </PageHead>
    )
  return (
    <Loaded query={query}>
      {({ hosts, webhooks }) => (hosts.length === 0 ? <Off /> : <Webhooks hosts={hosts} webhooks={webhooks} />)}
    </Loaded>
  )
}

/** Why nothing can be set here, and what to ask for. */
function Off() {
  const t = useTexts(TEXTS)
  const { me } = useOrganisation()
  return (
    <>
      <PageHead title={t.title} say={t.off}>
        <p>{t.about}</p>
      </PageHead>
      {me.mode === 'demo' ? (
        <p>{t.offDemo}</p>
      ) : (
        <div className="help">
          <p>{t.offAbout}</p>
          <pre className="scroll" tabIndex={0}>
            <code>akashi serve --webhook-host hooks.example.jp</code>
          </pre>
        </div>
      )}
    </>
  )
}

/** No webhook has an id like this. */
const NEW = ' new'

function Webhooks({ hosts, webhooks }: { readonly hosts: readonly string[]; readonly webhooks: readonly Webhook[] }) {
  const t = useTexts(TEXTS)
  const [open, setOpen] = useState<string | null>(null)
  const chosen = webhooks.find(({ id }) => id === open) ?? null
  const make = <Button onClick={() => setOpen(NEW)}>{t.make}</Button>
  const failing = webhooks.filter(isFailing).length
  return (
    <>
      <PageHead
        title={t.title}
        tone={failing > 0 ? 'refuted' : ''}
        say={
          failing > 0
            ? fillIn(t.failing, { count: failing })
            : fillIn(t.say, { count: webhooks.filter(({ paused }) => !paused).length })
        }
      >
        <p>{t.about}</p>
        <p>
          {t.hosts}: <span className="mono">{hosts.join(', ')}</span>
        </p>
      </PageHead>
      {webhooks.length === 0 ? (
        <Empty title={t.title} action={make}>
          {t.empty}
        </Empty>
      ) : (
        <Table webhooks={webhooks} chosen={open} onOpen={setOpen} make={make} />
      )}
      <SignatureHelp />
      <SidePanel
        title={chosen === null ? t.make : new URL(chosen.url).host}
        isOpen={open === NEW || chosen !== null}
        onClose={() => setOpen(null)}
        isWide={chosen !== null}
      >
        {chosen === null ? (
          <WebhookForm hosts={hosts} onClose={() => setOpen(null)} />
        ) : (
          <WebhookDetail key={chosen.id} webhook={chosen} onGone={() => setOpen(null)} />
        )}
      </SidePanel>
    </>
  )
}

function Table({
  webhooks,
  chosen,
  onOpen,
  make,
}: {
  readonly webhooks: readonly Webhook[]
  readonly chosen: string | null
  readonly onOpen: (id: string) => void
  readonly make: ReactNode
}) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const columns = [
    { key: 'url', title: t.url, value: ({ url }: Webhook) => url },
    { key: 'state', title: t.state, value: ({ paused }: Webhook) => (paused ? t.paused : t.active), width: '7em' },
    {
      key: 'last',
      title: t.last,
      value: ({ last }: Webhook) => (last === null ? t.none : t[last.status]),
      show: ({ last }: Webhook) => (last === null ? t.none : <Last at={last.triedAt} delivery={last} />),
    },
    { key: 'events', title: t.events, value: ({ events }: Webhook) => events.join(', '), isSecondary: true },
    {
      key: 'created',
      title: t.made,
      value: ({ createdAt }: Webhook) => createdAt,
      show: ({ createdAt }: Webhook) => momentText(createdAt, lang),
      isSecondary: true,
    },
  ]
  return (
    <DataTable
      name={t.title}
      rows={webhooks}
      columns={columns}
      idOf={({ id }) => id}
      onOpen={({ id }) => onOpen(id)}
      chosen={chosen}
      tools={make}
    />
  )
}

function Last({ at, delivery }: { readonly at: string | null; readonly delivery: NonNullable<Webhook['last']> }) {
  const { lang } = useLanguage()
  return (
    <span className="result">
      <Result delivery={delivery} />
      {at === null ? null : <small>{momentText(at, lang)}</small>}
    </span>
  )
}
