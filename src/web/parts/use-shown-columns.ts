import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import type { Column } from './arranged.ts'

const NARROW = '(max-width: 860px)'

/** The columns that were not hidden, and of these the ones that the screen has room for. */
export function useShownColumns<R>(columns: readonly Column<R>[]) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const isNarrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false })
  const shown = columns.filter(({ key }) => !hidden.has(key))
  const drawn = isNarrow ? shown.filter(({ isSecondary }) => isSecondary !== true) : shown
  return { hidden, setHidden, shown, drawn }
}
