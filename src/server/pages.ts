import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { OpenAPIHono } from '@hono/zod-openapi'

/** Serves the built pages; every other path gets the page itself, which finds its way by the address. */
export function servePages(app: OpenAPIHono, folder: string | null): void {
  if (folder === null) return
  const index = readFileSync(join(folder, 'index.html'), 'utf8')
  app.use('/assets/*', async (c, next) => {
    await next()
    // Names of assets change with their content.
    if (c.res.ok) c.header('cache-control', 'public, max-age=31536000, immutable')
  })
  app.use('/*', async (c, next) => (c.req.path === '/' ? next() : serveStatic({ root: folder })(c, next)))
  app.get('/*', (c, next) =>
    c.req.path.startsWith('/api/') || c.req.path.startsWith('/assets/') ? next() : c.html(index),
  )
}
