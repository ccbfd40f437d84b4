import type { Text } from '../../../../base/text.ts'

const OWN: Text = { ja: '共用クラウド基盤', en: 'Shared Cloud Platform' }

/** What a new engagement begins with: about the service that is provided, where there is one. Tenants and devices are examples, to be written over. */
export function exampleFor(service: Text | null): string {
  const { ja, en } = service ?? OWN
  // Quoted as JSON is, which YAML reads as it stands, whatever the name holds.
  const name = `{ ja: ${JSON.stringify(ja || en)}, en: ${JSON.stringify(en || ja)} }`
  return `akashi: 1
service:
  name: ${name}
  roles: [provider]
tenants:
  - id: A
    endpoints: [{ device: a1 }]
  - id: B
    endpoints: [{ device: b1 }]
management:
  endpoints: [{ device: m1 }]
permitted: []
`
}
