import { useState } from 'react'
import { useRecords, useVocabulary } from '../../api/hooks.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { either } from '../../../base/text.ts'
import { fillIn } from '../../language/text.ts'
import { ismsWord } from '../../../report/isms/sentences.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Register } from '../../parts/register.tsx'
import { useServiceName } from '../../parts/services.ts'
import { ProfileForm } from './profile-form.tsx'
import { ServiceForm } from './service-form.tsx'
import { nameList, wordList } from '../../language/words.ts'
import { TEXTS } from './texts.ts'

/** The organisation, the base ISMS that it stands on, and the cloud services that it provides and uses. */
export function OrganisationPage() {
  const t = useTexts(TEXTS)
  const [isSaved, setSaved] = useState(false)
  const services = useRecords('service').data ?? []
  const held = (role: 'provider' | 'customer'): number =>
    services.filter(({ body }) => body.roles.includes(role)).length
  return (
    <>
      <PageHead
        title={t.title}
        say={fillIn(services.length === 0 ? t.sayNone : t.say, { provided: held('provider'), used: held('customer') })}
      />
      <h2>{t.services}</h2>
      <Services />
      <h2>{t.profile}</h2>
      <Loaded query={useRecords('profile')}>
        {([profile]) => (
          <ProfileForm
            key={profile?.version ?? 0}
            record={profile ?? null}
            isSaved={isSaved}
            onSaved={() => setSaved(true)}
          />
        )}
      </Loaded>
    </>
  )
}

function Services() {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const nameOf = useServiceName()
  useVocabulary()
  const columns = [
    { key: 'name', title: t.name, value: ({ body }: Recorded<'service'>) => either(body.name, lang) },
    {
      key: 'roles',
      title: t.roles,
      value: ({ body }: Recorded<'service'>) =>
        wordList(
          body.roles.map((role) => ismsWord(role, lang)),
          lang,
        ),
    },
    {
      key: 'upstream',
      title: t.upstream,
      value: ({ body }: Recorded<'service'>) => nameList(body.upstream.map(nameOf), lang),
    },
    {
      key: 'description',
      title: t.description,
      value: ({ body }: Recorded<'service'>) => either(body.description, lang),
      isSecondary: true,
    },
  ]
  return <Register kind="service" name={t.services} columns={columns} Form={ServiceForm} empty={t.servicesEmpty} />
}
