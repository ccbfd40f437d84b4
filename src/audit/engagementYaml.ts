import { isNode, LineCounter, parseDocument } from 'yaml'

/** The line (from 1) of a member of the document, or of the nearest member above it that the document holds. */
export type LineOf = (path: readonly (string | number)[]) => number | undefined

export interface YamlRead {
  readonly document: unknown
  readonly lineOf: LineOf
  readonly error: { readonly text: string; readonly line: number | undefined } | null
}

/** The value of a YAML text with the lines of its members. Aliases are bounded: a few lines must not unfold without end. */
export function readYaml(text: string): YamlRead {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter })
  const [wrong] = document.errors
  if (wrong !== undefined) return failed(wrong.message, wrong.linePos?.[0].line)
  const lineOf: LineOf = (path) => {
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line
    }
    return undefined
  }
  try {
    return { document: document.toJS({ maxAliasCount: 100 }) as unknown, lineOf, error: null }
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error), undefined)
  }
}

/** The first line of the message: the rest quotes the text. */
const failed = (message: string, line: number | undefined): YamlRead => ({
  document: null,
  lineOf: () => undefined,
  error: { text: (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, ''), line },
})
