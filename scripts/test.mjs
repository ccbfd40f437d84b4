// `npm test`: the tests that need nothing but this repository. `npm test -- --suite=shared|root|browser` runs the others; the rest goes to vitest.
import { node, setUp } from './setup.mjs'

const SUITE = /^--suite=(unit|shared|root|browser)$/
const args = process.argv.slice(2)
const suite = args.map((arg) => SUITE.exec(arg)?.[1]).find((name) => name !== undefined) ?? 'unit'
const unknown = args.find((arg) => arg.startsWith('--suite') && !SUITE.test(arg))

setUp()
if (unknown === undefined) {
  const rest = args.filter((arg) => !SUITE.test(arg))
  process.exitCode = node(['node_modules/vitest/vitest.mjs', 'run', ...rest], { AKASHI_SUITE: suite })
} else {
  console.error(`${unknown}: the suites are unit, shared, root and browser`)
  process.exitCode = 3
}
