// `npm start`: audits the shipped example, shows the verdicts here, and opens the workbench on a demonstration organisation, for this computer only.
// AKASHI_START=audit stops after the audit; AKASHI_PORT is the port, AKASHI_DATA the folder of the demonstration's data.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { buildPages } from './pages.mjs'
import { begin, node, root, setUp } from './setup.mjs'

const EXAMPLE = 'examples/linux-vlan-vrf'
const REPORT = 'out/akashi-report.html'
const akashi = ['--import', 'tsx', 'src/cli/main.ts']
const audit = [...akashi, 'audit', EXAMPLE]

// A finding or an open question (1, 2) is what an audit is for; anything beyond means that it did not run.
const UNUSABLE = 3
const HELD = 2 ** 20

setUp()
mkdirSync(join(root, 'out'), { recursive: true })
process.exitCode = process.env.AKASHI_START === 'audit' ? report(node(audit)) : await workbench()

function report(shown) {
  if (shown >= UNUSABLE) return shown
  const written = node([...audit, '--format', 'html', '--out', REPORT])
  if (written >= UNUSABLE) return written
  console.log(`\nReport / 報告書: ${join(root, REPORT)}`)
  return 0
}

/**
 * The audit, the pages and the server are begun at once, since none waits for another; what the server says is shown after the audit.
 * Serves until it is asked to end: Ctrl-C goes to the server, which finishes what was begun, and its status is ours.
 */
async function workbench() {
  const server = beginServer()
  // A terminal sends Ctrl-C to all; what others send to us alone is passed on.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => server.child.kill('SIGTERM'))
  const [shown, isBuilt] = await Promise.all([begin(audit).ended, buildPages()])
  const trouble = shown === null || shown >= UNUSABLE ? (shown ?? 1) : isBuilt ? null : UNUSABLE
  if (trouble !== null) server.child.kill('SIGTERM')
  else server.show()
  const ended = (await server.ended) ?? 0
  return trouble ?? ended
}

/** The server on the demonstration; `show` lets out what it has said until then, and from then on. */
function beginServer() {
  const port = process.env.AKASHI_PORT === undefined ? [] : ['--port', process.env.AKASHI_PORT]
  const environment = { AKASHI_LOG: process.env.AKASHI_LOG ?? 'warn' }
  const begun = begin([...akashi, 'demo', ...port], { environment, stdio: ['ignore', 'pipe', 'pipe'] })
  // What is held is read all the same: else it is gone when the server ends by itself.
  const [out, errors] = [begun.child.stdout, begun.child.stderr].map((stream) =>
    stream.pipe(new PassThrough({ highWaterMark: HELD })),
  )
  const show = () => {
    console.log('\nThe workbench: Ctrl-C ends it. / ワークベンチ（終了は Ctrl-C）')
    out.pipe(process.stdout)
    errors.pipe(process.stderr)
  }
  return { ...begun, show }
}
