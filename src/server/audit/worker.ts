import { parentPort, workerData } from 'node:worker_threads'
import { auditFiles, recognise } from './task.ts'
import type { Task } from './task.ts'

// One task, one thread: whatever evidence does to it ends with the thread.
const task: Task = workerData
parentPort?.postMessage(task.kind === 'audit' ? auditFiles(task.entries, task.engagement) : recognise(task.entries))
