import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'

/** What opens takes the focus (the first of `what` within it, or itself), and gives it to the heading of its section when it closes. */
export function useOpened<T extends HTMLElement>(what?: string): RefObject<T | null> {
  const place = useRef<T>(null)
  useEffect(() => {
    const heading = place.current?.closest('section')?.querySelector('h2')
    const first = what === undefined ? place.current : place.current?.querySelector<HTMLElement>(what)
    first?.focus()
    return () => heading?.focus()
  }, [what])
  return place
}
