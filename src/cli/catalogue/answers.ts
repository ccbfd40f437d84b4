import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Answer } from '../../catalogue/carry.ts'
import { enterJson, type Entered } from '../../catalogue/door.ts'
import { problemOf } from '../../catalogue/messages.ts'

const answersSchema = z.array(z.object({ item: z.string().max(60), answer: z.unknown() })).max(20_000)

/** A JSON array of `{item, answer}`; the answer may be anything. */
export async function readAnswers(path: string): Promise<Entered<readonly Answer<unknown>[]>> {
  try {
    return enterJson(answersSchema, await readFile(path, 'utf8'), path)
  } catch (error) {
    return {
      value: null,
      problems: [problemOf('not-json', { file: path, detail: error instanceof Error ? error.message : String(error) })],
    }
  }
}
