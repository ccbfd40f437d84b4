import { Button, NativeSelect } from '@mantine/core'
import { Link, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { useSummary } from '../api/hooks.ts'
import { useOrganisation } from '../api/organisation.tsx'
import { signOut } from '../api/sign-out.ts'
import { useLanguage, useTexts } from '../language/language.tsx'
import { LanguageSwitch } from '../language/switch.tsx'
import { Management } from './management.tsx'
import { STATIONS } from './stations.ts'

const TEXTS = {
  way: { ja: '認証までの道のり', en: 'The way to certification' },
  now: { ja: '現在の状況', en: 'Present state' },
  organisation: { ja: '組織', en: 'Organisation' },
  account: { ja: '自分のアカウント', en: 'My account' },
  signOut: { ja: 'サインアウト', en: 'Sign out' },
  menu: { ja: '道のりを表示', en: 'Show the way' },
  hide: { ja: '道のりを閉じる', en: 'Hide the way' },
} as const

/** The path of the work as navigation: every station with one short fact. */
export function Side({ onOrganisation }: { readonly onOrganisation: (id: string) => void }) {
  const t = useTexts(TEXTS)
  const { id, me } = useOrganisation()
  const [isOpen, setOpen] = useState(false)
  return (
    <nav className="side" aria-label={t.way}>
      <Link to="/" className="brand">
        <b>証</b> Akashi<small>{t.way}</small>
      </Link>
      {me.mode === 'accounts' ? (
        <Link to="/account" className="me" onClick={() => setOpen(false)}>
          {t.account}
          <small>{me.name}</small>
        </Link>
      ) : null}
      <div className="tools">
        <LanguageSwitch />
        {me.mode === 'accounts' ? <SignOut /> : null}
        <Button variant="default" size="xs" hiddenFrom="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t.hide : t.menu}
        </Button>
      </div>
      {me.organisations.length < 2 ? null : (
        <NativeSelect
          mt="xs"
          size="xs"
          label={t.organisation}
          value={id}
          data={me.organisations.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(event) => onOrganisation(event.currentTarget.value)}
        />
      )}
      <div className={isOpen ? 'way open' : 'way'}>
        <Way onGo={() => setOpen(false)} />
        <Management onGo={() => setOpen(false)} />
      </div>
    </nav>
  )
}

function Way({ onGo }: { readonly onGo: () => void }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const { pathname } = useLocation()
  const summary = useSummary().data
  return (
    <ol className="line">
      <li className={pathname === '/' ? 'here' : ''}>
        <Link to="/" onClick={onGo} activeOptions={{ exact: true }}>
          {t.now}
        </Link>
      </li>
      {STATIONS.map(({ path, name, about }) => {
        const fact = summary === undefined ? null : about(summary)
        const isHere = pathname === path || pathname.startsWith(`${path}/`)
        return (
          <li key={path} className={`${fact?.standing ?? ''} ${isHere ? 'here' : ''}`}>
            <Link to={path} onClick={onGo} {...(isHere ? { 'aria-current': 'page' as const } : {})}>
              {name[lang]}
              {fact === null ? null : <small>{fact.fact[lang]}</small>}
            </Link>
          </li>
        )
      })}
    </ol>
  )
}

function SignOut() {
  const t = useTexts(TEXTS)
  return (
    <Button variant="default" size="xs" onClick={() => void signOut(() => location.assign('/'))}>
      {t.signOut}
    </Button>
  )
}
