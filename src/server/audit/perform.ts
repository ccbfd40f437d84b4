import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Tell } from '../../audit/stage.ts'
import type { Done, Said, Task } from './task.ts'

/** The task was ended before it was done: by a person, by its time, or by the memory that it wanted. */
export class TaskEnded extends Error {
  readonly code: 'stopped' | 'time' | 'memory' | 'crash'
  constructor(code: TaskEnded['code'], message: string = code) {
    super(message)
    this.code = code
  }
}

const TIME_MS = 15 * 60_000
const MEMORY_MB = 3072

export type Perform = <T extends Task>(task: T, signal?: AbortSignal, tell?: Tell) => Promise<Done<T>>

/** Does the task in a thread of its own, with limits on time and memory. Throws TaskEnded. */
export const performInThread: Perform = <T extends Task>(task: T, signal?: AbortSignal, tell?: Tell) =>
  new Promise<Done<T>>((resolve, reject) => {
    // A signal that was given before is never heard again.
    if (signal?.aborted === true) return reject(new TaskEnded('stopped'))
    const worker = threadFor(task)
    const end = (code: TaskEnded['code'], message?: string): void => {
      clearTimeout(timer)
      reject(new TaskEnded(code, message))
      void worker.terminate()
    }
    const timer = setTimeout(() => end('time'), TIME_MS)
    signal?.addEventListener('abort', () => end('stopped'))
    worker.on('message', (said: Said<Done<T>>) => {
      if ('stage' in said) return tell?.(said.stage)
      clearTimeout(timer)
      resolve(said.done)
      void worker.terminate()
    })
    worker.once('error', (error) => end(isOutOfMemory(error) ? 'memory' : 'crash', error.stack ?? error.message))
    worker.once('exit', () => end('crash', 'the thread ended without an answer'))
  })

const isOutOfMemory = (error: Error): boolean => 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

/** Built, the thread runs the program itself; from the sources it first needs the loader, which does not come along into a thread. */
function threadFor(task: Task): Worker {
  const options = { workerData: task, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } }
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./worker.js', import.meta.url), options)
  const loader = new URL(
    './dist/esm/api/index.mjs',
    pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json')),
  ).href
  const program = new URL('./worker.ts', import.meta.url).href
  const code = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(program)}) })`
  return new Worker(code, { ...options, eval: true })
}
