import '../parts/people.css'
import { Link, useLocation } from '@tanstack/react-router'
import type { Permission } from '../../server/permissions.ts'
import { useMay } from '../api/may.ts'
import { useTexts } from '../language/language.tsx'

const TEXTS = {
  members: { ja: 'メンバーと招待', en: 'Members and invitations' },
  tokens: { ja: 'API トークン', en: 'API tokens' },
  webhooks: { ja: '通知先（Webhook）', en: 'Webhooks' },
} as const

/** Pages that are no station of the way, and what one must be permitted to use them. */
const PAGES = [
  { path: '/members', name: 'members', needs: 'read' },
  { path: '/tokens', name: 'tokens', needs: 'administer' },
  { path: '/webhooks', name: 'webhooks', needs: 'administer' },
] as const satisfies readonly { path: string; name: keyof typeof TEXTS; needs: Permission }[]

/** The way to people and programs, beneath the way of the work. */
export function Management({ onGo }: { readonly onGo: () => void }) {
  const t = useTexts(TEXTS)
  const isPermitted = useMay()
  const { pathname } = useLocation()
  return (
    <ul className="more">
      {PAGES.filter(({ needs }) => isPermitted(needs)).map(({ path, name }) => (
        <li key={path}>
          <Link to={path} onClick={onGo} {...(pathname === path ? { 'aria-current': 'page' as const } : {})}>
            {t[name]}
          </Link>
        </li>
      ))}
    </ul>
  )
}
