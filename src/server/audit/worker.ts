import { parentPort, workerData } from 'node:worker_threads'
import { done } from './task.ts'
import type { Done, Said, Task } from './task.ts'

// One task, one thread: whatever evidence does to it ends with the thread.
const task: Task = workerData
const say = (said: Said<Done<Task>>): void => parentPort?.postMessage(said)
say({ done: done(task, (stage) => say({ stage })) })
