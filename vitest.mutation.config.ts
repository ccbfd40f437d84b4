import { defineConfig } from 'vitest/config'

/** The tests that mutants of `proof` and `checker` are shown to: the quick ones beside the sources; with AKASHI_ORACLE=1 also the clouds on which prover and oracle once disagreed. */
const oracle = process.env['AKASHI_ORACLE'] === undefined ? [] : ['test/oracle/prover.test.ts']

export default defineConfig({
  test: {
    include: ['src/proof/**/*.test.ts', 'src/checker/**/*.test.ts', ...oracle],
    testNamePattern: /^(?!.*random clouds)/,
    testTimeout: 60_000,
  },
})
