import { useQuery } from '@tanstack/react-query'
import { Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { ApiError, ask } from '../api/client.ts'
import { OrganisationProvider } from '../api/organisation.tsx'
import { meSchema } from '../../server/answers/account.ts'
import { useTexts } from '../language/language.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { SignInPage } from '../pages/sign-in/sign-in-page.tsx'
import { Side } from './side.tsx'

const TEXTS = {
  skip: { ja: '本文へ移動', en: 'Skip to content' },
  demo: {
    ja: 'デモンストレーションです。組織・サービス・リスクは例示であり、実在しません。変更はこのコンピュータにだけ保存されます。実際の情報は入力しないでください。',
    en: 'This is a demonstration. Its organisation, services and risks are examples. Changes stay on this computer. Enter no real information.',
  },
  nowhere: {
    ja: 'どの組織にも所属していません。管理者に招待を依頼してください。',
    en: 'You belong to no organisation. Ask an owner for an invitation.',
  },
} as const
const KEY = 'akashi-organisation'
/** Pages that are reached by a link, before anybody is signed in. */
const BARE: ReadonlySet<string> = new Set(['/start', '/reset'])

/** Pages of that kind with a frame of their own. */
const FRAMED: ReadonlySet<string> = new Set(['/join', '/sign-in-refused'])

/** What stands around every page: the way through the work, and who and where one is. */
export function Shell() {
  const t = useTexts(TEXTS)
  const { pathname } = useLocation()
  const me = useQuery({ queryKey: ['me'], queryFn: () => ask(meSchema, 'GET', '/me') })
  const [chosen, setChosen] = useState(() => localStorage.getItem(KEY))
  const main = useFocusOnPage(pathname)
  if (FRAMED.has(pathname)) return <Outlet />
  if (BARE.has(pathname)) return <Bare />
  if (me.error instanceof ApiError && me.error.status === 401) return <SignInPage />
  if (me.error !== null)
    return (
      <main>
        <Trouble error={me.error} onAgain={() => void me.refetch()} />
      </main>
    )
  if (me.data === undefined) return null
  const organisation = me.data.organisations.find(({ id }) => id === chosen) ?? me.data.organisations[0]
  if (organisation === undefined) return pathname === '/account' ? <Bare /> : <main>{t.nowhere}</main>
  const choose = (id: string): void => {
    localStorage.setItem(KEY, id)
    setChosen(id)
  }
  return (
    <OrganisationProvider value={{ id: organisation.id, me: me.data }}>
      <a className="skip" href="#main">
        {t.skip}
      </a>
      {me.data.mode === 'demo' ? <aside className="demo">{t.demo}</aside> : null}
      <div className="app">
        <Side onOrganisation={choose} />
        <main id="main" ref={main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </OrganisationProvider>
  )
}

const Bare = () => (
  <main>
    <Outlet />
  </main>
)

/** A new page is announced to those who cannot see it: the focus goes to its content, but not at the first page. */
function useFocusOnPage(pathname: string) {
  const main = useRef<HTMLElement>(null)
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}
