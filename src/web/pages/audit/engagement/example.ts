/** What a new engagement begins with. */
export const EXAMPLE = `akashi: 1
service:
  name: { ja: 共用クラウド基盤, en: Shared Cloud Platform }
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
