import type { Lang } from '../../base/text.ts'

/** A run of text, and whether the other side does not have it. */
export interface Run {
  readonly text: string
  readonly changed: boolean
}

export interface WordDiff {
  readonly old: readonly Run[]
  readonly new: readonly Run[]
}

/** Beyond this many cells of the comparison the texts are not compared word by word: both are marked as changed. */
const MAX_CELLS = 4_000_000
const SEGMENTERS: Readonly<Record<Lang, Intl.Segmenter>> = {
  ja: new Intl.Segmenter('ja', { granularity: 'word' }),
  en: new Intl.Segmenter('en', { granularity: 'word' }),
}

const wordsOf = (text: string, lang: Lang): readonly string[] =>
  Array.from(SEGMENTERS[lang].segment(text), ({ segment }) => segment)

/** The two texts with the words that differ marked, by a longest common subsequence of words. Joining the runs gives each text back. */
export function wordDiff(old: string, now: string, lang: Lang): WordDiff {
  if (old === now) return { old: runs([[old, false]]), new: runs([[now, false]]) }
  const [a, b] = [wordsOf(old, lang), wordsOf(now, lang)]
  if (a.length * b.length > MAX_CELLS) return { old: runs([[old, true]]), new: runs([[now, true]]) }
  const [keptA, keptB] = common(a, b)
  return {
    old: runs(a.map((word, index) => [word, !keptA.has(index)])),
    new: runs(b.map((word, index) => [word, !keptB.has(index)])),
  }
}

/** The indexes of a longest common subsequence, in each list. */
function common(a: readonly string[], b: readonly string[]): readonly [ReadonlySet<number>, ReadonlySet<number>] {
  const width = b.length + 1
  const longest = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] =
        a[i] === b[j]
          ? (longest[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0)
  const [keptA, keptB] = [new Set<number>(), new Set<number>()]
  for (let i = 0, j = 0; i < a.length && j < b.length;)
    if (a[i] === b[j]) {
      keptA.add(i++)
      keptB.add(j++)
    } else if ((longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0)) i++
    else j++
  return [keptA, keptB]
}

/** Neighbouring words of the same kind as one run; empty runs left out. */
function runs(words: readonly (readonly [string, boolean])[]): readonly Run[] {
  const joined: Run[] = []
  for (const [text, changed] of words) {
    const last = joined.at(-1)
    if (text === '') continue
    if (last !== undefined && last.changed === changed) joined[joined.length - 1] = { text: last.text + text, changed }
    else joined.push({ text, changed })
  }
  return joined
}
