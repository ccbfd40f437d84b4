import type { Source } from '../base/source.ts'
import type { Artifact } from '../evidence/artifact.ts'
import { quoter } from '../evidence/text-pieces.ts'
import type { Quote } from './result.ts'

/** Gives the line of a source as it will be quoted; null where the file does not hold it. */
export type Quoter = (source: Source) => Quote | null

/** Quotes from these artifacts, secrets removed. Each file is scanned once. */
export function quoterOf(artifacts: readonly Artifact[]): Quoter {
  const texts = new Map(artifacts.map((a) => [a.path, a.text]))
  const quoters = new Map<string, ReturnType<typeof quoter>>()
  const known = new Map<string, Quote | null>()
  return (source) => {
    const text = texts.get(source.file)
    if (text === undefined) return null
    const key = `${source.file} ${source.line ?? ''} ${source.pointer ?? ''}`
    const before = known.get(key)
    if (before !== undefined) return before
    const ask = quoters.get(source.file) ?? quoter(text)
    quoters.set(source.file, ask)
    const place = ask({
      ...(source.line === undefined ? {} : { line: source.line }),
      ...(source.pointer === undefined ? {} : { pointer: source.pointer }),
    })
    const quote =
      place === null
        ? null
        : {
            source: { ...source, line: place.line },
            text: place.text,
            ...(place.mark === undefined ? {} : { mark: place.mark }),
          }
    known.set(key, quote)
    return quote
  }
}
