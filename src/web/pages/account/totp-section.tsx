import { Button } from '@mantine/core'
import { useState } from 'react'
import { z } from 'zod'
import { codesSchema } from '../../../server/answers/account.ts'
import { ask } from '../../api/client.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import { useMine } from './hooks.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import type { Factors } from './shapes.ts'
import { TEXTS } from './texts.ts'
import { TotpSetup } from './totp-setup.tsx'
import { WithPassword } from './with-password.tsx'

type Doing = 'nothing' | 'setup' | 'remove' | 'renew'

/** The authenticator app: not set, or since when, and what can be done with it. */
export function TotpSection({ factors }: { readonly factors: Factors }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const [doing, setDoing] = useState<Doing>('nothing')
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const close = (): void => setDoing('nothing')
  const show = ({ recoveryCodes }: { readonly recoveryCodes: readonly string[] }): void => {
    close()
    setCodes(recoveryCodes)
  }
  const remove = useMine((password: string) => ask(z.null(), 'POST', '/me/totp/remove', { password }), close)
  const renew = useMine((password: string) => ask(codesSchema, 'POST', '/me/recovery-codes', { password }), show)
  const isOn = factors.totp !== null
  return (
    <section aria-labelledby="totp">
      <h2 id="totp" tabIndex={-1}>
        {t.app}
      </h2>
      <p className="note">
        {isOn
          ? `${fillIn(t.appOn, { at: momentText(factors.totp, lang) })} ${fillIn(t.recoveryLeft, { count: factors.recoveryCodes })}`
          : t.appOff}
      </p>
      {codes === null ? null : <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />}
      {doing === 'setup' ? <TotpSetup onDone={show} onClose={close} /> : null}
      {doing === 'remove' ? <WithPassword label={t.appRemove} change={remove} isDanger onClose={close} /> : null}
      {doing === 'renew' ? <WithPassword label={t.recoveryRenew} change={renew} onClose={close} /> : null}
      {doing !== 'nothing' || codes !== null ? null : isOn ? (
        <div className="bar-row">
          <Button variant="light" onClick={() => setDoing('renew')}>
            {t.recoveryRenew}
          </Button>
          <Button variant="subtle" className="danger" onClick={() => setDoing('remove')}>
            {t.appRemove}
          </Button>
        </div>
      ) : (
        <Button onClick={() => setDoing('setup')}>{t.appBegin}</Button>
      )}
    </section>
  )
}
