// Builds the workbench's pages into dist/web when they are missing or older than their sources. Needs no network.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { begin, root } from './setup.mjs'

// The pages are made of these: their own sources, and what they share with the server.
const SOURCES = ['src', 'vite.config.web.ts', 'package-lock.json']

/** True when the pages are there and new. */
export async function buildPages() {
  if (isBuilt()) return true
  const vite = ['node_modules/vite/bin/vite.js', 'build', '-c', 'vite.config.web.ts', '--logLevel', 'error']
  const status = await begin(vite).ended
  if (status !== 0) process.exitCode = 3
  return status === 0
}

function isBuilt() {
  const page = join(root, 'dist', 'web', 'index.html')
  return existsSync(page) && SOURCES.every((path) => newest(join(root, path)) <= statSync(page).mtimeMs)
}

function newest(path) {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPages()
