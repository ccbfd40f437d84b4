import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { OpenAPIHono } from '@hono/zod-openapi'

/** Serves the built pages; every other path gets the page itself, which finds its way by the address. Pages that are built later are served from then on. */
export function servePages(app: OpenAPIHono, folder: string | null): void {
  if (folder === null) return
  app.use('/assets/*', async (c, next) => {
    await next()
    // Names of assets change with their content.
    if (c.res.ok) c.header('cache-control', 'public, max-age=31536000, immutable')
  })
  app.use('/*', async (c, next) => (c.req.path === '/' ? next() : serveStatic({ root: folder })(c, next)))
  app.get('/*', (c, next) => {
    const page =
      c.req.path.startsWith('/api/') || c.req.path.startsWith('/assets/') ? null : pageOf(join(folder, 'index.html'))
    return page === null ? next() : c.html(page)
  })
}

/** The page's text as it is now: it may be built anew while the server runs. Null while it is not there. */
function pageOf(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}
