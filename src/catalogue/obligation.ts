import type { Text } from '../base/text.ts'
import type { Item, ItemKind, Obligation } from './schema.ts'

/** C-5: what an item of each kind asks, unless its edition says otherwise. Items that only group others ask nothing. */
export const OBLIGATION_OF: Readonly<Record<ItemKind, Obligation>> = {
  clause: 'none',
  theme: 'none',
  objective: 'none',
  requirement: 'all',
  control: 'control',
  detailedControl: 'choice',
  basicStatementRequirement: 'stated',
  erratum: 'none',
}

/** C-5 in words. */
export const OBLIGATION_TEXT: Readonly<Record<Obligation, Text>> = {
  all: { ja: '原則としてすべて実施する', en: 'to be done, as a rule without exception' },
  control: { ja: '実施すべき事項', en: 'to be done' },
  choice: { ja: '実施方法等により任意に選択する事項', en: 'chosen by how the control is realised' },
  stated: { ja: '対応するリスクを言明するときに記載する', en: 'to be stated when its risk is asserted' },
  none: { ja: '区分', en: 'grouping only' },
}

/** Whether leaving the item out has to be reasoned out (C-5): detailed controls are a matter of choice. */
export const mustBeAnswered = ({ obligation, retired }: Pick<Item, 'obligation' | 'retired'>): boolean =>
  retired !== true && (obligation === 'all' || obligation === 'control')
