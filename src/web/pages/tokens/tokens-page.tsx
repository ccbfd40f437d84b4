import { Button } from '@mantine/core'
import { useState } from 'react'
import { tokensSchema } from '../../../server/answers/tokens.ts'
import { useAsked } from '../../api/hooks.ts'
import { useMay } from '../../api/may.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { roleNames } from '../../parts/role-words.ts'
import { SidePanel } from '../../parts/side-panel.tsx'
import { stateOf } from './shapes.ts'
import type { Token } from './shapes.ts'
import { TEXTS } from './texts.ts'
import { TokenDetail } from './token-detail.tsx'
import { TokenForm } from './token-form.tsx'

/** The tokens of programs: made, looked after and ended by owners. */
export function TokensPage() {
  const t = useTexts(TEXTS)
  const isOwner = useMay()('administer')
  const query = useAsked(tokensSchema, '/tokens', { isWanted: isOwner })
  if (!isOwner)
    return (
      <PageHead title={t.title} say={t.ownersOnly}>
        <p>{t.about}</p>
      </PageHead>
    )
  return <Loaded query={query}>{({ tokens }) => <Tokens tokens={tokens} />}</Loaded>
}

/** No token has an id like this. */
const NEW = ' new'

function Tokens({ tokens }: { readonly tokens: readonly Token[] }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const [now] = useState(() => Date.now())
  const [open, setOpen] = useState<string | null>(null)
  const chosen = tokens.find(({ id }) => id === open) ?? null
  const moment = (at: string | null): string => (at === null ? t.never : momentText(at, lang))
  const columns = [
    { key: 'name', title: t.name, value: ({ name }: Token) => name },
    { key: 'roles', title: t.roles, value: ({ roles }: Token) => roleNames(roles, lang) },
    {
      key: 'scope',
      title: t.scope,
      value: ({ readOnly }: Token) => (readOnly ? t.readOnly : t.readWrite),
      isSecondary: true,
    },
    { key: 'state', title: t.state, value: (token: Token) => t[stateOf(token, now)], width: '7em' },
    {
      key: 'expires',
      title: t.expires,
      value: ({ expiresAt }: Token) => expiresAt,
      show: ({ expiresAt }: Token) => moment(expiresAt),
      isSecondary: true,
    },
    {
      key: 'used',
      title: t.used,
      value: ({ lastUsedAt }: Token) => lastUsedAt ?? '',
      show: ({ lastUsedAt }: Token) => moment(lastUsedAt),
    },
    { key: 'by', title: t.by, value: ({ by }: Token) => by, isSecondary: true },
  ]
  const make = <Button onClick={() => setOpen(NEW)}>{t.make}</Button>
  return (
    <>
      <PageHead
        title={t.title}
        say={fillIn(t.say, { count: tokens.filter((token) => stateOf(token, now) === 'active').length })}
      >
        <p>{t.about}</p>
      </PageHead>
      {tokens.length === 0 ? (
        <Empty title={t.title} action={make}>
          {t.empty}
        </Empty>
      ) : (
        <DataTable
          name={t.title}
          rows={tokens}
          columns={columns}
          idOf={({ id }) => id}
          onOpen={({ id }) => setOpen(id)}
          chosen={open}
          tools={make}
        />
      )}
      <SidePanel title={chosen?.name ?? t.make} isOpen={open === NEW || chosen !== null} onClose={() => setOpen(null)}>
        {chosen === null ? (
          <TokenForm onClose={() => setOpen(null)} />
        ) : (
          <TokenDetail key={chosen.id} token={chosen} state={stateOf(chosen, now)} />
        )}
      </SidePanel>
    </>
  )
}
