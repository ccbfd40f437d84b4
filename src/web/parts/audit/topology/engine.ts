import type { ElkNode } from 'elkjs/lib/elk-api.js'
import address from 'elkjs/lib/elk-worker.min.js?url'

interface Waiting {
  readonly resolve: (graph: ElkNode) => void
  readonly reject: (error: Error) => void
}

interface Reply {
  readonly id: number
  readonly data?: ElkNode
  readonly error?: { readonly message?: string }
}

const waiting = new Map<number, Waiting>()
let thread: Worker | null = null
let last = 0
const TIME_MS = 20_000

/** Lays out a graph in a thread of its own, which is fetched when it is first wanted. Throws when it cannot, or takes too long. */
export function layOut(graph: ElkNode): Promise<ElkNode> {
  thread ??= begun()
  const id = ++last
  thread.postMessage({ id, cmd: 'layout', graph, layoutOptions: {}, options: {} })
  return new Promise<ElkNode>((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    setTimeout(() => waiting.has(id) && end(`no layout within ${TIME_MS} ms`), TIME_MS)
  })
}

function begun(): Worker {
  const worker = new Worker(address)
  worker.postMessage({ id: ++last, cmd: 'register', algorithms: ['layered'] })
  worker.addEventListener('message', ({ data: { id, data, error } }: MessageEvent<Reply>) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (data === undefined) asked?.reject(new Error(error?.message ?? 'no layout'))
    else asked?.resolve(data)
  })
  worker.addEventListener('error', ({ message }) => end(message))
  return worker
}

/** Ends the thread; the next layout begins another. */
function end(why: string): void {
  thread?.terminate()
  thread = null
  for (const { reject } of waiting.values()) reject(new Error(why))
  waiting.clear()
}
