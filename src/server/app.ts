import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context as HonoContext } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { z } from 'zod'
import { recordIdSchema } from '../isms/records/fields.ts'
import { ChangeRefused } from '../store/change.ts'
import type { Context } from './context.ts'
import { FAILURES, Failure } from './failure.ts'
import type { FailureCode } from './failure.ts'
import { guardSite } from './guard-site.ts'
import { addressOf } from './identity/address.ts'
import { principalOf } from './identity/principal.ts'
import type { Principal } from './identity/principal.ts'
import { describeApi } from './openapi.ts'
import { servePages } from './pages.ts'
import { may } from './permissions.ts'
import { demandBytes, demandJson, jsonOf, withBody } from './request-body.ts'
import { API, honoPath } from './route.ts'
import type { Route } from './route.ts'
import { ROUTES } from './routes/all.ts'

const JSON_LIMIT = 4 * 2 ** 20
/** For whoever has not said who they are, and where nothing is to be brought: strangers must not fill what all bodies share. */
const SMALL_LIMIT = 64 * 2 ** 10
/** A body that took longer to arrive is from somebody who may have lost the right meanwhile. */
const SLOW_MS = 1000

/** The server as a function of requests: `app.request()` in tests, node-server in `akashi serve`. */
export function createApp(context: Context): OpenAPIHono {
  const app = new OpenAPIHono()
  app.use(secureHeaders(HEADERS))
  app.use(guardSite(context.mode))
  app.use(`${API}/*`, async (c, next) => {
    c.header('cache-control', 'no-store')
    if (!context.limits.take('all', addressOf(context, c))) throw new Failure('too-many')
    await next()
  })
  describeApi(app, ROUTES)
  for (const route of ROUTES) {
    const path = `${API}${honoPath(route.path)}`
    app.on(route.method.toUpperCase(), path, async (c) => reply(c, await serve(context, route, c)))
  }
  app.all(`${API}/*`, (c) => fail(c, 'missing'))
  servePages(app, context.pages)
  app.notFound((c) => fail(c, 'missing'))
  app.onError((error, c) => answerError(context, error, c))
  return app
}

/** Nothing from elsewhere is loaded, and nobody frames the pages. Styles are inline because the component library sets them on elements. */
const HEADERS: Parameters<typeof secureHeaders>[0] = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    workerSrc: ["'self'"],
    frameSrc: ["'self'"],
    manifestSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  xFrameOptions: 'DENY',
  crossOriginResourcePolicy: 'same-origin',
}

async function serve(context: Context, route: Route, c: HonoContext): Promise<object | null> {
  const began = context.now().getTime()
  const params = paramsOf(c)
  const organisation = params['organisation']
  const first = await permitted(context, route, c, organisation)
  const query = queryOf(route, c)
  if (route.bytes !== undefined) demandBytes(c)
  if (route.body !== undefined) demandJson(c)
  // Everything that waits for the caller is read before the transaction begins.
  return withBody(c, limitOf(route), async (read) => {
    const isSlow = context.now().getTime() - began > SLOW_MS
    const principal = isSlow ? await permitted(context, route, c, organisation) : first
    const body = route.body === undefined ? undefined : parsed(route.body, jsonOf(read))
    const bytes = route.bytes === undefined ? NO_BYTES : read
    const call = { context, c, params, query, body, bytes, principal }
    const answer =
      organisation === undefined
        ? await route.run({ ...call, scope: null })
        : await context.store.inScope(organisation, (scope) => route.run({ ...call, scope }))
    return typeof answer === 'function' ? answer() : answer
  })
}

const limitOf = ({ access, body, bytes }: Route): number =>
  bytes ?? (access === 'public' || body === undefined ? SMALL_LIMIT : JSON_LIMIT)

/** Who asks, where they may; null for what everybody may. Throws Failure. */
async function permitted(
  context: Context,
  route: Route,
  c: HonoContext,
  organisation: string | undefined,
): Promise<Principal | null> {
  if (route.access === 'public') return null
  const principal = await demandPrincipal(context, c)
  demandPermission(route, principal, organisation)
  return principal
}

const NO_BYTES = new Uint8Array()

async function demandPrincipal(context: Context, c: HonoContext): Promise<Principal> {
  const principal = await principalOf(context, c)
  if (principal === null) throw new Failure('not-signed-in')
  return principal
}

/** An organisation in which one has no role at all is as if it were not there. */
function demandPermission(route: Route, principal: Principal, organisation: string | undefined): void {
  if (principal.readOnly && route.method !== 'get') throw new Failure('not-permitted')
  if (organisation === undefined || route.access === 'signedIn' || route.access === 'public') return
  const roles = principal.roles.get(organisation) ?? []
  if (roles.length === 0) throw new Failure('missing')
  if (!may(roles, route.access)) throw new Failure('not-permitted')
}

function paramsOf(c: HonoContext): Readonly<Record<string, string>> {
  const params: Record<string, string> = c.req.param()
  for (const value of Object.values(params)) if (!recordIdSchema.safeParse(value).success) throw new Failure('missing')
  return params
}

const queryOf = (route: Route, c: HonoContext): Record<string, unknown> =>
  parsed((route.isQueryOpen === true ? z.object : z.strictObject)(route.query ?? {}), c.req.query())

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new Failure(
    'invalid',
    result.error.issues.slice(0, 50).map(({ path, message }) => ({ path, message })),
  )
}

const reply = (c: HonoContext, answer: object | null): Response =>
  answer instanceof Response ? answer : answer === null ? c.body(null, 204) : c.json(answer)

/** The refusal as JSON, in both languages. */
export function fail(c: HonoContext, code: FailureCode, details: readonly unknown[] = []): Response {
  const { status, ja, en } = FAILURES[code]
  return c.json({ error: { code, message: { ja, en }, details } }, status)
}

/** What a handler threw: a refusal is answered as such; anything else is a bug, is logged, and says nothing of the inside. */
function answerError(context: Context, error: Error, c: HonoContext): Response {
  if (error instanceof Failure) return fail(c, error.code, error.details)
  if (error instanceof ChangeRefused) return fail(c, error.refusal, [{ kind: error.kind, id: error.id }])
  context.log('internal-error', { method: c.req.method, path: c.req.path, error: error.stack ?? error.message })
  return fail(c, 'internal')
}
