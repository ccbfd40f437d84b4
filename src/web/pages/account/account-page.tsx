import type { Me } from '../../api/organisation.tsx'
import { useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { OidcLinks } from '../sign-in/oidc-links.tsx'
import { EventsSection } from './events-section.tsx'
import { useFactors, useMe } from './hooks.ts'
import { PasskeysSection } from './passkeys-section.tsx'
import { PasswordSection } from './password-section.tsx'
import { SessionsSection } from './sessions-section.tsx'
import type { Factors } from './shapes.ts'
import { TEXTS } from './texts.ts'
import { TotpSection } from './totp-section.tsx'

/** How one signs in, and where one is signed in. */
export function AccountPage() {
  const t = useTexts(TEXTS)
  const me = useMe().data
  if (me?.mode === 'demo') return <PageHead title={t.title} say={t.demo} />
  return me === undefined ? null : <Account me={me} />
}

function Account({ me }: { readonly me: Me }) {
  const t = useTexts(TEXTS)
  return (
    <Loaded query={useFactors()}>
      {(factors) => (
        <>
          <PageHead title={t.title} {...sayOf(factors, t)}>
            <p>{fillIn(t.who, { name: me.name, email: me.email })}</p>
          </PageHead>
          {factors.hasPassword ? (
            <>
              <TotpSection factors={factors} />
              <PasskeysSection factors={factors} />
              <PasswordSection />
            </>
          ) : null}
          <OidcLinks />
          <SessionsSection />
          <EventsSection events={factors.events} account={me.account} />
        </>
      )}
    </Loaded>
  )
}

/** What is true of this account's sign-in, first of all. */
function sayOf({ hasPassword, totp }: Factors, t: { readonly [K in keyof typeof TEXTS]: string }) {
  if (!hasPassword) return { say: t.outside }
  return totp === null ? { say: t.weak, tone: 'undetermined' } : { say: t.strong }
}
