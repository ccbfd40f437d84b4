import type { Isms } from '../../isms/isms.ts'
import type { ImportWords, Named } from '../../isms/import/field.ts'
import { THREATS } from '../../isms/threats.ts'
import { ismsWord, threatText } from './sentences.ts'

/** What tables of an organisation's records may name, and how codes are said in them. */
export const importWords = ({ records }: Pick<Isms, 'records'>): ImportWords => ({
  word: ismsWord,
  threat: threatText,
  threats: Object.keys(THREATS),
  services: records.service,
  assets: records.asset,
  controls: records.necessaryControl.map(({ id, name }): Named => ({ id, name: { ja: name, en: '' } })),
  criteria: records.criteria,
})
