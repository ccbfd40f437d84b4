import { defineConfig } from 'vite'

/** The workbench's pages: built from `src/web` into `dist/web`, which the server gives out as files. Nothing is fetched while it builds or runs. */
export default defineConfig({
  root: 'src/web',
  base: '/',
  // No plugin is needed: the automatic JSX runtime is the compiler's own.
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    sourcemap: false,
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
    // Every asset is a file of its own: the page's policy allows no inline script or font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The components say for other frameworks where they run; here all of them run in the browser.
      onLog: (level, log, handler) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : handler(level, log)),
    },
  },
})
