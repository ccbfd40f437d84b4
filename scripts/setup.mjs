// What `npm start` and `npm test` do first on a fresh clone. Plain Node and no dependencies, because none may be there yet.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Ends the process with a plain sentence when this Node is too old; installs the locked packages when they are missing or older than the lock. */
export function setUp() {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node.replace('>=', '')
  if (isOlder(process.versions.node, wanted)) {
    console.error(`Akashi needs Node.js ${wanted} or newer; this is ${process.versions.node}. See https://nodejs.org/`)
    console.error(`Node.js ${wanted} 以上が必要です（現在 ${process.versions.node}）。`)
    process.exit(3)
  }
  if (!isInstalled()) install()
}

/** Runs Node on arguments in the repository's folder and gives back the exit status. */
export function node(args, environment = {}) {
  const env = { ...process.env, ...environment }
  const { status, signal } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env })
  return status ?? (signal === 'SIGINT' ? 130 : 1)
}

/** Begins Node on arguments in the repository's folder; `ended` settles with the exit status, null where a signal ended it. */
export function begin(args, { environment = {}, stdio = 'inherit' } = {}) {
  const child = spawn(process.execPath, args, { cwd: root, stdio, env: { ...process.env, ...environment } })
  return { child, ended: new Promise((resolve) => child.once('exit', resolve)) }
}

function isOlder(version, wanted) {
  const [a, b] = [version, wanted].map((text) => text.split('.').map(Number))
  for (const [index, number] of b.entries()) if (number !== (a[index] ?? 0)) return (a[index] ?? 0) < number
  return false
}

// npm writes node_modules/.package-lock.json when it has finished: an installation that broke off has none.
function isInstalled() {
  const done = join(root, 'node_modules/.package-lock.json')
  return existsSync(done) && statSync(done).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
}

function install() {
  console.error('Installing the locked packages (npm ci) …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const options = { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' }
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], options)
  if (status === 0) return
  console.error('npm ci failed: see above. Without a network, Akashi cannot install its packages.')
  process.exit(3)
}
