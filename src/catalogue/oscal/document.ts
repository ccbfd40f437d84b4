import type { Text } from '../../base/text.ts'
import { markup } from '../../base/oscal/prop-value.ts'
import { OSCAL_VERSION, type Prop } from '../../base/oscal/names.ts'

/** When the shipped data were last changed. Documents carry it, since writing them must not read a clock. */
export const DATA_DATE = '2026-11-22T00:00:00Z'

/** The metadata that every OSCAL document begins with. */
export const metadata = (title: Text, version: string, props: readonly Prop[], lastModified = DATA_DATE) => ({
  title: markup(title.en.replaceAll(/\s+/gu, ' ')),
  'last-modified': lastModified,
  version,
  'oscal-version': OSCAL_VERSION,
  ...(props.length === 0 ? {} : { props }),
})

/** The back-matter resource by which a document names another one: `#uuid` inside, a file name for people and tools outside. */
export const resource = (uuid: string, title: string, href: string) => ({
  uuid,
  title: markup(title),
  rlinks: [{ href, 'media-type': 'application/json' }],
})

/** The file name under which an edition's catalog is exported. */
export const catalogHref = (edition: string): string => `${edition}.catalog.json`
