import type { Problem } from '../../base/problem.ts'
import type { Lang } from '../../base/text.ts'
import type { LedgerReport } from '../../ledger/verify.ts'

type Params = NonNullable<Problem['params']>
type Sentence = (params: Params) => string

const en = {
  'ledger-empty': () => 'The file is empty; a header was expected.',
  'ledger-header': () => 'The first line is not the header of a ledger export.',
  'ledger-count': (p) => `The header speaks of ${p['expected']} entries; ${p['found']} were found.`,
  'ledger-cut': (p) =>
    `${p['checkpoints']} signed checkpoints speak of more entries than the ${p['entries']} in the file: entries were taken away.`,
  'ledger-unsigned': (p) => `No signed checkpoint covers the entries from ${p['from']} to ${p['entries']}.`,
  'ledger-index': (p) => `Entry ${p['expected']} was expected here; ${p['found']} was found.`,
  'checkpoint-malformed': () => 'A checkpoint cannot be read.',
  'checkpoint-key': () => 'A checkpoint is not signed by the expected key.',
  'checkpoint-signature': () => 'The signature of a checkpoint does not hold.',
  'checkpoint-origin': (p) => `A checkpoint is of the ledger ${p['found']}; expected ${p['expected']}.`,
  'checkpoint-root': (p) =>
    `The first ${p['size']} entries are not those that the checkpoint was signed for: an entry was changed.`,
} satisfies Record<string, Sentence>

const ja: Record<keyof typeof en, Sentence> = {
  'ledger-empty': () => 'ファイルが空です。見出し行が必要です。',
  'ledger-header': () => '先頭の行が台帳の見出しではありません。',
  'ledger-count': (p) => `見出しでは ${p['expected']} 件ですが、${p['found']} 件ありました。`,
  'ledger-cut': (p) =>
    `署名済みチェックポイント ${p['checkpoints']} 件が、ファイルにある ${p['entries']} 件より多くの記録を示しています。記録が取り除かれています。`,
  'ledger-unsigned': (p) =>
    `${p['from']} 件目から ${p['entries']} 件目までを対象とする署名済みチェックポイントがありません。`,
  'ledger-index': (p) => `ここには番号 ${p['expected']} の記録が必要ですが、${p['found']} でした。`,
  'checkpoint-malformed': () => 'チェックポイントを読み取れません。',
  'checkpoint-key': () => 'チェックポイントの署名が、想定した鍵によるものではありません。',
  'checkpoint-signature': () => 'チェックポイントの署名が正しくありません。',
  'checkpoint-origin': (p) => `チェックポイントは台帳 ${p['found']} のものです。${p['expected']} が必要です。`,
  'checkpoint-root': (p) => `先頭の ${p['size']} 件が、署名された時点の記録と一致しません。記録が変更されています。`,
}

const TEXTS: Readonly<Record<Lang, Readonly<Record<string, Sentence>>>> = { en, ja }

/** One problem of an export as a line for people. */
export function problemLine({ code, at, params }: Problem, lang: Lang): string {
  const place = at?.line === undefined ? '' : lang === 'ja' ? `${at.line} 行目: ` : `line ${at.line}: `
  return `${place}${TEXTS[lang][code]?.(params ?? {}) ?? code} [${code}]\n`
}

/** What was verified, and against which key, in a few lines. */
export function verdictLines(report: LedgerReport, isKeyKept: boolean, lang: Lang): string {
  const { origin, key, entries, checkpoints, root } = report
  const holds = report.problems.length === 0
  const facts =
    lang === 'ja'
      ? [
          holds
            ? `台帳は完全です。記録 ${entries} 件、署名済みチェックポイント ${checkpoints} 件を確認しました。`
            : '台帳は受け入れられません。',
          `台帳 ${origin}`,
          `根 ${root}`,
          `鍵 ${key}`,
          ...(isKeyKept
            ? []
            : [
                'この鍵は同じファイルから読み取りました。別の経路で受け取った鍵と照合するには --key を指定してください。',
              ]),
        ]
      : [
          holds
            ? `The ledger holds: ${entries} entries, ${checkpoints} signed checkpoints.`
            : 'The ledger cannot be accepted.',
          `ledger ${origin}`,
          `root ${root}`,
          `key ${key}`,
          ...(isKeyKept
            ? []
            : ['This key came from the same file. Give --key to compare with one that reached you by another way.']),
        ]
  return origin === null ? `${facts[0]}\n` : `${facts.join('\n')}\n`
}
