import { useEffect } from 'react'
import type { ReactNode } from 'react'

/** The head of a page: its name, and first of all a sentence that says what is true. */
export function PageHead({
  title,
  sub,
  tone = '',
  say,
  children,
}: {
  readonly title: string
  readonly sub?: ReactNode
  readonly tone?: string
  readonly say?: ReactNode
  readonly children?: ReactNode
}) {
  useEffect(() => {
    document.title = `${title} — 証 Akashi`
  }, [title])
  return (
    <header>
      <h1 tabIndex={-1}>{title}</h1>
      {sub === undefined ? null : <p className="sub">{sub}</p>}
      {say === undefined ? null : (
        <div className={`say ${tone}`}>
          <p className="first">{say}</p>
          {children}
        </div>
      )}
    </header>
  )
}
