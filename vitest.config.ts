import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'

/**
 * Four suites. `unit` needs nothing but the repository and is what `npm test` runs; `shared` needs the evidence beside the repository (`../shared`),
 * `root` a kernel on which network namespaces may be made, `browser` a Chromium. A suite is chosen by `npm test -- --suite=NAME`.
 */
const SUITES = {
  unit: ['**/*.test.{ts,tsx}'],
  shared: ['**/*.shared.test.{ts,tsx}'],
  root: ['**/*.root.test.{ts,tsx}'],
  browser: ['**/*.browser.test.{ts,tsx}'],
} as const

const wanted = process.env['AKASHI_SUITE'] ?? 'unit'
const suite = wanted in SUITES ? (wanted as keyof typeof SUITES) : 'unit'
const others = Object.entries(SUITES).flatMap(([name, globs]) => (name === 'unit' ? [] : globs))

export default defineConfig({
  test: {
    include: [...SUITES[suite]],
    exclude: [
      ...configDefaults.exclude,
      '**/dist/**',
      '**/out/**',
      '**/.stryker-tmp/**',
      ...(suite === 'unit' ? others : []),
    ],
    // Vitest leaves one core free, which on two is half of the machine. Labs measure time, and stay alone.
    ...(suite === 'unit' || suite === 'browser' ? { maxWorkers: Math.max(2, availableParallelism() - 1) } : {}),
    testTimeout: suite === 'unit' ? 60_000 : 300_000,
    hookTimeout: 120_000,
    passWithNoTests: suite !== 'unit',
    restoreMocks: true,
    setupFiles: ['test/setup.ts'],
  },
})
