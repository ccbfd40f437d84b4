/** One option of a rule: its name, whether `!` stands before it, and its arguments. */
export interface Option {
  readonly name: string
  readonly not: boolean
  readonly values: readonly string[]
}

/** The words of a line as iptables-save writes them: quoted strings with backslashes are one word. */
export function words(line: string): readonly string[] {
  const found = line.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? []
  return found.map((word) =>
    word.startsWith('"') && word.length > 1 ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word,
  )
}

/** The options of a rule's words: everything from one word with a dash to the next. `!` after an option (the old way) counts too. */
export function optionsOf(line: string): readonly Option[] {
  const raw = line.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? []
  const options: { name: string; not: boolean; values: string[] }[] = []
  let not = false
  for (const word of raw) {
    const last = options.at(-1)
    if (word === '!') {
      if (last !== undefined && last.values.length === 0 && /^-(?:s|d|p|i|o)$|port|^--ctstate|^--state/.test(last.name))
        last.not = true
      else not = true
    } else if (/^--?[a-z]/i.test(word)) {
      options.push({ name: word, not, values: [] })
      not = false
    } else last?.values.push(...words(word))
  }
  return options
}
