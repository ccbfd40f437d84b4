import { Document, isMap, isSeq, parseDocument } from 'yaml'

export type Path = readonly (string | number)[]

/** The text can be changed member by member: it is YAML, and a mapping (or nothing yet). */
export const isEditable = (text: string): boolean => opened(text) !== null

function opened(text: string): Document | null {
  const document = parseDocument(text)
  if (document.errors.length > 0) return null
  if (document.contents !== null) return isMap(document.contents) ? document : null
  const begun = new Document({ akashi: 1 })
  begun.commentBefore = document.commentBefore
  return begun
}

/** The text as it is written after a change: comments and order stay, lines are not broken. */
function changed(text: string, change: (document: Document) => void): string {
  const document = opened(text)
  if (document === null) return text
  change(document)
  return document.toString({ lineWidth: 0 })
}

/** The text with a member set. A member that is set to nothing (`''`, null, an empty list) goes, unless it is `kept`. */
export const withMember = (text: string, path: Path, value: unknown, isKept = false): string =>
  changed(text, (document) => {
    const isNothing = value === '' || value === null || (Array.isArray(value) && value.length === 0)
    if (isNothing && !isKept) document.deleteIn(path)
    else document.setIn(path, typeof value === 'object' ? document.createNode(value, { flow: true }) : value)
  })

/** The text with one more member in the list; `isFlow`: on one line, as selectors are. */
export const withAdded = (text: string, path: Path, value: unknown, isFlow = false): string =>
  changed(text, (document) => {
    const list = document.getIn(path, true)
    const node = document.createNode(value, { flow: isFlow })
    if (!isSeq(list)) return document.setIn(path, document.createNode([node]))
    // A list that was written as `[]` would take everything onto its one line.
    if (list.items.length === 0 && !isFlow) list.flow = false
    list.add(node)
  })

/** The text without the member. */
export const without = (text: string, path: Path): string =>
  changed(text, (document) => {
    document.deleteIn(path)
  })
