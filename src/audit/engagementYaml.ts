import { isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { Document } from 'yaml'

/** The line (from 1) of a member of the document, or of the nearest member above it that the document holds. */
export type LineOf = (path: readonly (string | number)[]) => number | undefined

export interface YamlRead {
  readonly document: unknown
  readonly lineOf: LineOf
  readonly error: { readonly text: string; readonly line: number | undefined } | null
}

/**
 * The value of a YAML text with the lines of its members. Whatever the text, it takes no longer than its length asks for: aliases are bounded, since a few
 * lines must not unfold without end; keys are compared by a set, and errors do not quote their line.
 */
export function readYaml(text: string): YamlRead {
  const lineCounter = new LineCounter()
  const lineAt = (offset: number): number => lineCounter.linePos(offset).line
  try {
    const document = parseDocument(text, { lineCounter, uniqueKeys: false, prettyErrors: false })
    const [wrong] = document.errors
    if (wrong !== undefined) return failed(wrong.message, lineAt(wrong.pos[0]))
    const twice = keyTwice(document)
    if (twice !== null) return failed('Map keys must be unique', lineAt(twice))
    const lineOf: LineOf = (path) => {
      for (let length = path.length; length >= 0; length--) {
        const node = document.getIn(path.slice(0, length), true)
        if (isNode(node) && node.range) return lineAt(node.range[0])
      }
      return undefined
    }
    return { document: document.toJS({ maxAliasCount: 100 }) as unknown, lineOf, error: null }
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error), undefined)
  }
}

/** Where a map has a key that it had before; null when none has. */
function keyTwice(document: Document.Parsed): number | null {
  let found: number | null = null
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<unknown>()
      for (const { key } of items) {
        if (!isScalar(key)) continue
        if (seen.has(key.value)) {
          found = key.range?.[0] ?? 0
          return visit.BREAK
        }
        seen.add(key.value)
      }
      return undefined
    },
  })
  return found
}

/** The first line of the message: the rest quotes the text. */
const failed = (message: string, line: number | undefined): YamlRead => ({
  document: null,
  lineOf: () => undefined,
  error: { text: message.split('\n')[0] ?? '', line },
})
