import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { LanguageSwitch } from '../../language/switch.tsx'
import { CodeForm } from './code-form.tsx'
import { PasswordForm } from './password-form.tsx'

/** Address and password, then a code where there is an app; or a passkey; and then the page that was asked for. */
export function SignInPage() {
  const client = useQueryClient()
  const [step, setStep] = useState<string | null>(null)
  const enter = (): void => void client.invalidateQueries()
  return (
    <main className="narrow">
      {step === null ? (
        <PasswordForm onStep={setStep} onEntered={enter} />
      ) : (
        <CodeForm step={step} onEntered={enter} onAgain={() => setStep(null)} />
      )}
      <p>
        <LanguageSwitch />
      </p>
    </main>
  )
}
