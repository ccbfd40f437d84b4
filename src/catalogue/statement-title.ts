const MAX_TITLE = 60

/** What stands as the title of an item that has a sentence and no title, as most detailed controls (詳細管理策) of official lists: the first words of its first line. */
export function titleOfStatement(text: string): string {
  const first = text.split('\n', 1)[0] ?? ''
  return [...first].length <= MAX_TITLE ? first : `${[...first].slice(0, MAX_TITLE).join('')}…`
}
