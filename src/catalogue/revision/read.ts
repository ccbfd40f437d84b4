import { parseDocument } from 'yaml'
import { enter, type Entered, MAX_FILE_BYTES } from '../door.ts'
import { problemOf } from '../messages.ts'
import { type Revision, revisionSchema } from './schema.ts'

/** A `revision.yaml`. Aliases are not allowed: they let a small file grow without end. */
export function readRevision(text: string, file: string): Entered<Revision> {
  if (text.length > MAX_FILE_BYTES)
    return { value: null, problems: [problemOf('too-large', { file, size: text.length, limit: MAX_FILE_BYTES })] }
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true })
  const [error] = document.errors
  if (error !== undefined) return { value: null, problems: [problemOf('not-yaml', { file, detail: error.message })] }
  try {
    return enter(revisionSchema, document.toJS({ maxAliasCount: 0 }), file)
  } catch (trouble) {
    const detail = trouble instanceof Error ? trouble.message : String(trouble)
    return { value: null, problems: [problemOf('not-yaml', { file, detail })] }
  }
}
