import type { Lang, Text } from '../../../base/text.ts'
import { RECORD_NAMES } from '../../language/kind-names.ts'

/** What the ledger's entries are about, in words: records, and what is kept beside them. */
const KINDS: Readonly<Record<string, Text>> = {
  ...RECORD_NAMES,
  member: { ja: 'メンバー', en: 'Member' },
  token: { ja: 'API トークン', en: 'API token' },
  webhook: { ja: '通知先（Webhook）', en: 'Webhook' },
  organisation: { ja: '組織の作成', en: 'Organisation made' },
}

/** The kinds that can be looked for. */
export const KIND_CODES = Object.keys(KINDS)

/** The kind in words; a kind that has none stands by its code. */
export const kindName = (kind: string, lang: Lang): string =>
  (Object.hasOwn(KINDS, kind) ? KINDS[kind]?.[lang] : undefined) ?? kind
