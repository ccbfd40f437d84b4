import { useState } from 'react'
import type { ReactNode } from 'react'

interface Props {
  readonly onDrop: (data: DataTransfer) => void
  /** What else can be done than to drop: dragging is not for everybody. */
  readonly children: ReactNode
}

/** A place on which files are dropped; it shows while they are held over it. */
export function DropZone({ onDrop, children }: Props) {
  const [isOver, setOver] = useState(false)
  return (
    <div
      className={`drop ${isOver ? 'over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onDrop(event.dataTransfer)
      }}
    >
      {children}
    </div>
  )
}
