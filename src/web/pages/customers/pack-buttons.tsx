import { either } from '../../../base/text.ts'
import { useRecords } from '../../api/hooks.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { DocumentButtons } from '../../parts/document-buttons.tsx'
import { TEXTS } from './texts.ts'

/** What customers are owed to know, of each provided service, as a white paper in the language of the page. */
export function PackButtons() {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const services = (useRecords('service').data ?? []).filter(({ body }) => body.roles.includes('provider'))
  return services.map(({ id, body }) => {
    const name = either(body.name, lang)
    const label = fillIn(t.packOf, { service: name })
    return (
      <div className="tools" key={id} style={{ margin: '0 0 8px', alignItems: 'center' }}>
        <span>{label}</span>
        <DocumentButtons
          path={`/services/${id}/information-pack`}
          name={`${t.pack}-${name}`}
          formats={['pdf', 'docx']}
          labelOf={(format) => `${label} ${format}`}
        />
      </div>
    )
  })
}
