import type { ReactNode } from 'react'

/** A short table without sorting or filter; on a narrow window it scrolls within its own frame, by the keyboard too. */
export function PlainTable({
  name,
  heads,
  children,
}: {
  readonly name: string
  readonly heads: readonly string[]
  /** Its rows. */
  readonly children: ReactNode
}) {
  return (
    <div className="scroll" role="region" tabIndex={0} aria-label={name}>
      <table className="plain">
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
