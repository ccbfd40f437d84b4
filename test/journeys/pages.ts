/** The pages that every member of an organisation finds. */
export const PAGES: readonly string[] = [
  '/',
  '/organisation',
  '/scope',
  '/assets',
  '/risks',
  '/treatment',
  '/gap',
  '/statement',
  '/customers',
  '/evidence',
  '/audit',
  '/audit/first-run',
  '/ledger',
]
