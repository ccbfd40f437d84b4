// `npm start`: audits the shipped example, shows the verdicts here and writes the report.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { node, root, setUp } from './setup.mjs'

const EXAMPLE = 'examples/linux-vlan-vrf'
const REPORT = 'out/akashi-report.html'
const akashi = (...args) => node(['--import', 'tsx', 'src/cli/main.ts', ...args])

// A finding or an open question (1, 2) is what an audit is for; anything beyond means that it did not run.
const UNUSABLE = 3

setUp()
mkdirSync(join(root, 'out'), { recursive: true })
const shown = akashi('audit', EXAMPLE)
const written = shown < UNUSABLE ? akashi('audit', EXAMPLE, '--format', 'html', '--out', REPORT) : shown
if (written < UNUSABLE) console.log(`\nReport / 報告書: ${join(root, REPORT)}`)
process.exitCode = written < UNUSABLE ? 0 : written
