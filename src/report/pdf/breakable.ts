import { oneLine } from '../safe.ts'

/** Letters in a row after which a line may end: a hash or a path of four hundred letters must not run off the paper. */
const RUN = 18

/** Text for the typesetter: safe to show, with places to break in long words. */
export const breakable = (text: string): string =>
  oneLine(text).replace(/[^\s\u3000-\u9fff\uff00-\uffef]{19,}/gu, (word) => parts(word).join('\u200b'))

/** After a separator where there is one, else after so many letters. */
function parts(word: string): readonly string[] {
  return word.split(/(?<=[/.,:;_\-}\])])/u).flatMap((piece) =>
    [...piece].reduce<string[]>((all, letter, i) => {
      if (i % RUN === 0) all.push('')
      all[all.length - 1] += letter
      return all
    }, []),
  )
}
