// Adds up vitest's JSON reports: count.mjs BROKEN FOLDER. BROKEN is how many steps failed outside the tests.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [broken = '0', folder = '.'] = process.argv.slice(2)
const total = { passed: 0, failed: Number(broken), skipped: 0 }
for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
  const report = JSON.parse(readFileSync(join(folder, name), 'utf8'))
  total.passed += report.numPassedTests
  total.failed += report.numFailedTests
  total.skipped += report.numPendingTests + (report.numTodoTests ?? 0)
  // A test file that does not even load has no tests to count, and is a failure all the same.
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  total.failed += unloaded.length
  for (const file of unloaded) console.error(`${file.name} did not load: ${file.message}`)
  const silent = !report.success && report.numFailedTests + unloaded.length === 0
  if (silent) console.error(`${name}: the run failed outside its tests`)
  total.failed += silent ? 1 : 0
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
