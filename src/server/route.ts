import type { Context as HonoContext } from 'hono'
import type { z } from 'zod'
import type { Scope } from '../store/scope.ts'
import type { Context } from './context.ts'
import type { Principal } from './identity/principal.ts'
import type { Permission } from './permissions.ts'

export type Method = 'get' | 'post' | 'put' | 'delete'
type Shape = Readonly<Record<string, z.ZodType>>
type Values<S> = S extends Shape ? { readonly [K in keyof S]: z.output<S[K]> } : Record<never, never>
type Body<B> = B extends z.ZodType ? z.output<B> : undefined

interface Declared {
  readonly method: Method
  /** OpenAPI form: `/organisations/{organisation}/risks/{id}`. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly query?: Shape
  /** The query is of others' making: what is not declared is passed over, where it would be refused elsewhere. */
  readonly isQueryOpen?: boolean
  readonly body?: z.ZodType
  /** Raw bytes in the place of JSON, at most so many. */
  readonly bytes?: number
  /** What is answered; absent where bytes are. */
  readonly answer?: z.ZodType
}

interface Call<Q, B> {
  readonly context: Context
  readonly c: HonoContext
  readonly params: Readonly<Record<string, string>>
  readonly query: Values<Q>
  readonly body: Body<B>
  /** The raw body of a route that takes bytes; else empty. */
  readonly bytes: Uint8Array
}

/** What a route within an organisation is given: everything that it reads and writes goes through `scope`, one transaction. */
export interface ScopedCall<Q = unknown, B = unknown> extends Call<Q, B> {
  readonly scope: Scope
  readonly principal: Principal
}

/** What a handler answers. A function is called after the transaction has ended: for work that waits, and for what others must be able to see. */
export type Answer = object | Response | null | (() => Promise<object>)

/**
 * One operation of the API. `access` is declared by every route: a permission (checked in the organisation of the path),
 * `signedIn` for whoever has an account, `public` for what must work before that.
 */
export interface Route extends Declared {
  readonly access: Permission | 'signedIn' | 'public'
  readonly run: (
    call: Entering & { readonly principal: Principal | null; readonly scope: Scope | null },
  ) => Promise<Answer>
}

type Declaration<Q, B> = Omit<Declared, 'query' | 'body'> & {
  readonly query?: Q & Shape
  readonly body?: B & z.ZodType
}

/** A call whose values were checked, and whose types are not yet those of its route. */
type Entering = Omit<Call<undefined, undefined>, 'query' | 'body'> & { readonly query: object; readonly body: unknown }

// The values have passed the very schemas that the types are from: this is the door, and the one place where it is said.
const entered = <Q, B>(call: Entering): Call<Q, B> => call as Call<Q, B>

/** A route within the organisation of its path. */
export const scoped = <Q = undefined, B = undefined>(
  declaration: Declaration<Q, B> & {
    readonly access: Permission
    readonly handle: (call: ScopedCall<Q, B>) => Promise<Answer>
  },
): Route => ({
  ...declaration,
  run: async (call) => {
    if (call.scope === null || call.principal === null) throw new Error(`${declaration.path} needs an organisation`)
    return declaration.handle({ ...entered<Q, B>(call), scope: call.scope, principal: call.principal })
  },
})

/** A route for whoever is signed in, outside every organisation. */
export const signedIn = <Q = undefined, B = undefined>(
  declaration: Declaration<Q, B> & {
    readonly handle: (call: Call<Q, B> & { readonly principal: Principal }) => Promise<Answer>
  },
): Route => ({
  ...declaration,
  access: 'signedIn',
  run: async (call) => {
    if (call.principal === null) throw new Error(`${declaration.path} needs an account`)
    return declaration.handle({ ...entered<Q, B>(call), principal: call.principal })
  },
})

/** A route for everybody. */
export const open = <Q = undefined, B = undefined>(
  declaration: Declaration<Q, B> & { readonly handle: (call: Call<Q, B>) => Promise<Answer> },
): Route => ({ ...declaration, access: 'public', run: (call) => declaration.handle(entered<Q, B>(call)) })

/** Where the API lies. */
export const API = '/api/v1'

/** The path as hono writes it: `/organisations/:organisation/risks/:id`. */
export const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

/** The names in the path's braces. */
export const pathParams = (path: string): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
