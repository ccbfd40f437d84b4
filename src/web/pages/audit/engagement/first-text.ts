import type { Lang, Text } from '../../../../base/text.ts'

const UNNAMED: Text = { ja: 'サービスの名称', en: 'Name of the service' }

/** How a tenant is written, as a comment: nothing is anybody's until somebody says so. */
const HINT: Text = {
  ja: `# テナントの書き方:
#   - id: A
#     endpoints: [{ device: vm-1 }, { address: 10.1.0.0/24 }]`,
  en: `# A tenant is written so:
#   - id: A
#     endpoints: [{ device: vm-1 }, { address: 10.1.0.0/24 }]`,
}

/** What a new engagement begins with: the service that is provided, where there is one, and nobody's endpoints. */
export function firstText(service: Text | null, lang: Lang): string {
  const { ja, en } = service ?? UNNAMED
  // Quoted as JSON is, which YAML reads as it stands, whatever the name holds.
  const name = `{ ja: ${JSON.stringify(ja || en)}, en: ${JSON.stringify(en || ja)} }`
  return `akashi: 1
service:
  name: ${name}
  roles: [provider]
${HINT[lang]}
tenants: []
management:
  endpoints: []
permitted: []
`
}
