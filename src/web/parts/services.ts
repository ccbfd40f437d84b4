import { useRecords } from '../api/hooks.ts'
import { useLanguage } from '../language/language.tsx'
import { either } from '../../base/text.ts'
import type { Option } from './fields.tsx'

/** The services as choices. */
export function useServiceOptions(): readonly Option[] {
  const { lang } = useLanguage()
  const services = useRecords('service').data ?? []
  return services.map(({ id, body }) => ({ value: id, label: either(body.name, lang) }))
}

/** What a service is called. */
export function useServiceName(): (id: string) => string {
  const options = useServiceOptions()
  return (id) => options.find(({ value }) => value === id)?.label ?? id
}
