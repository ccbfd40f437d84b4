import { useEffect, useState } from 'react'

const AFTER = 900

/** The text once nobody has typed for a moment: what is asked of the server is asked then. */
export function useSettledText(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), AFTER)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
