import type { OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { FAILURES } from './failure.ts'
import { recordIdSchema } from '../isms/records/fields.ts'
import { API, pathParams } from './route.ts'
import type { Route } from './route.ts'

const textSchema = z.object({ ja: z.string(), en: z.string() })

const errorSchema = z.object({
  error: z.object({
    code: z.string().meta({ examples: Object.keys(FAILURES) }),
    message: textSchema,
    details: z.array(z.unknown()),
  }),
})

/** Describes every route from the schemas that it is checked with, and serves the description (OpenAPI 3.1). */
export function describeApi(app: OpenAPIHono, routes: readonly Route[]): void {
  for (const route of routes) app.openAPIRegistry.registerPath(described(route))
  let document: object | null = null
  app.get(`${API}/openapi.json`, (c) =>
    c.json(
      (document ??= app.getOpenAPI31Document({
        openapi: '3.1.0',
        info: { title: 'Akashi', version: '1' },
        servers: [{ url: '/' }],
      })),
    ),
  )
}

const described = (route: Route): Parameters<OpenAPIHono['openAPIRegistry']['registerPath']>[0] => ({
  method: route.method,
  path: `${API}${route.path}`,
  tags: [route.tag],
  summary: route.summary,
  'x-akashi-access': route.access,
  ...(route.access === 'public' ? {} : { security: [{ session: [] }, { token: [] }] }),
  request: {
    ...paramsOf(route),
    ...(route.query === undefined ? {} : { query: z.object(route.query) }),
    ...bodyOf(route),
  },
  responses: {
    ...(route.answer === undefined
      ? { 200: { description: 'Bytes' }, 204: { description: 'Done' } }
      : { 200: { description: route.summary, content: { 'application/json': { schema: route.answer } } } }),
    default: { description: 'Refused', content: { 'application/json': { schema: errorSchema } } },
  },
})

function paramsOf({ path }: Route): { params?: z.ZodObject } {
  const names = pathParams(path)
  return names.length === 0 ? {} : { params: z.object(Object.fromEntries(names.map((name) => [name, recordIdSchema]))) }
}

function bodyOf({ body, bytes }: Route): object {
  if (bytes !== undefined)
    return { body: { required: true, content: { 'application/octet-stream': { schema: z.string() } } } }
  return body === undefined ? {} : { body: { required: true, content: { 'application/json': { schema: body } } } }
}
