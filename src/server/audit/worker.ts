import { parentPort, workerData } from 'node:worker_threads'
import { done } from './task.ts'
import type { Task } from './task.ts'

// One task, one thread: whatever evidence does to it ends with the thread.
const task: Task = workerData
parentPort?.postMessage(done(task))
