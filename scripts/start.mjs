// `npm start`: audits the shipped example, shows the verdicts here, and then opens the workbench on a demonstration organisation, for this computer only.
// AKASHI_START=audit stops after the audit; AKASHI_PORT is the port, AKASHI_DATA the folder of the demonstration's data.
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildPages } from './pages.mjs'
import { node, root, setUp } from './setup.mjs'

const EXAMPLE = 'examples/linux-vlan-vrf'
const REPORT = 'out/akashi-report.html'
const akashi = ['--import', 'tsx', 'src/cli/main.ts']

// A finding or an open question (1, 2) is what an audit is for; anything beyond means that it did not run.
const UNUSABLE = 3

setUp()
mkdirSync(join(root, 'out'), { recursive: true })
const shown = node([...akashi, 'audit', EXAMPLE])
if (shown >= UNUSABLE) process.exitCode = shown
else if (process.env.AKASHI_START === 'audit') report()
else await workbench()

function report() {
  const written = node([...akashi, 'audit', EXAMPLE, '--format', 'html', '--out', REPORT])
  if (written < UNUSABLE) console.log(`\nReport / 報告書: ${join(root, REPORT)}`)
  process.exitCode = written < UNUSABLE ? 0 : written
}

/** Serves until it is asked to end: Ctrl-C goes to the server, which finishes what was begun, and its status is ours. */
async function workbench() {
  if (!buildPages()) return
  console.log('\nThe workbench is starting; Ctrl-C ends it. / ワークベンチを起動しています（終了は Ctrl-C）。')
  const port = process.env.AKASHI_PORT === undefined ? [] : ['--port', process.env.AKASHI_PORT]
  const server = spawn(process.execPath, [...akashi, 'demo', ...port], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { AKASHI_LOG: 'warn', ...process.env },
  })
  // A terminal sends Ctrl-C to both; what others send to us alone is passed on.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => server.kill('SIGTERM'))
  process.exitCode = await new Promise((resolve) => server.once('exit', (code) => resolve(code ?? 0)))
}
