import { createContext } from 'react'
import type { Point } from '../api/shapes.ts'

/** What the fields of a form know of the rules and of what is wrong. */
export const EditorContext = createContext<{
  readonly points: readonly Point[]
  readonly wrong: ReadonlyMap<string, string>
}>({ points: [], wrong: new Map() })
