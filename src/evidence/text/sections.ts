import { promptLine } from './prompt.ts'

/** What one command printed, in a record of several. `text` starts at `offset`, on the 1-based `line`; before the first echo there is no command. */
export interface Section {
  readonly text: string
  readonly offset: number
  readonly line: number
  readonly command?: string
}

/**
 * A terminal's record cut at its prompts, each part with the command that printed it; a text without prompts is one section. Sections of
 * white space only are left out unless a command was typed: a command that printed nothing is kept, because that is an answer or a refusal.
 */
export function commandSections(text: string): readonly Section[] {
  const sections: Section[] = []
  let start = { offset: 0, line: 1, command: undefined as string | undefined }
  let line = 1
  const close = (end: number): void => {
    const body = text.slice(start.offset, end)
    if (body.trim() === '' && start.command === undefined) return
    const { offset, command } = start
    sections.push({ text: body, offset, line: start.line, ...(command === undefined ? {} : { command }) })
  }
  for (let from = 0; from < text.length; line++) {
    const at = text.indexOf('\n', from)
    const end = at === -1 ? text.length : at
    const prompt = end - from > 2000 ? null : promptLine(text.slice(from, end))
    if (prompt !== null) {
      close(from)
      start = { offset: Math.min(end + 1, text.length), line: line + 1, command: prompt.command ?? undefined }
    }
    from = end + 1
  }
  close(text.length)
  return sections
}
