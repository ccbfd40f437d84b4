/** A line is longer than it may be. */
export class LineTooLong extends Error {}

/**
 * The lines of a stream of UTF-8 text, without their ends, in bounded memory.
 * Throws LineTooLong beyond `limit` characters, since readline would gather without end.
 */
export async function* linesOf(chunks: AsyncIterable<string>, limit = 1 << 20): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield bounded(line, limit)
    bounded(rest, limit)
  }
  if (rest !== '') yield rest
}

function bounded(line: string, limit: number): string {
  if (line.length > limit) throw new LineTooLong(`a line holds more than ${limit} characters`)
  return line
}
