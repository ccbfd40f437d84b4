import { z } from 'zod'
import type { Text } from '../../base/text.ts'

// The page's policy forbids code made from text, and zod asks for it otherwise.
z.config({ jitless: true })

const API = '/api/v1'

const refusalSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.object({ ja: z.string(), en: z.string() }),
    details: z.array(z.unknown()),
  }),
})

/** A refusal of the API: its stable code, its sentence in both languages, and where. Status 0: the server did not answer. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly said: Text
  readonly details: readonly unknown[]
  constructor(status: number, code: string, said: Text, details: readonly unknown[] = []) {
    super(said.en)
    this.status = status
    this.code = code
    this.said = said
    this.details = details
  }
}

const SILENT: Text = {
  ja: 'サーバから応答がありません。Akashi が起動しているか確認してください。',
  en: 'The server does not answer. Check that Akashi is running.',
}

async function send(method: string, path: string, body?: unknown): Promise<Response> {
  const isBytes = body instanceof Blob
  const init: RequestInit = {
    method,
    ...(body === undefined ? {} : { body: isBytes ? body : JSON.stringify(body) }),
    ...(body === undefined || isBytes ? {} : { headers: { 'content-type': 'application/json' } }),
  }
  const response = await fetch(`${API}${path}`, init).catch(() => {
    throw new ApiError(0, 'silent', SILENT)
  })
  if (!response.ok) throw await refusalOf(response)
  return response
}

async function refusalOf(response: Response): Promise<ApiError> {
  const refusal = refusalSchema.safeParse(await response.json().catch(() => null))
  if (!refusal.success) return new ApiError(response.status, 'unreadable', SILENT)
  const { code, message, details } = refusal.data.error
  return new ApiError(response.status, code, message, details)
}

/** Asks, and checks the answer with the schema at the door. Throws ApiError. */
export async function ask<T>(schema: z.ZodType<T>, method: string, path: string, body?: unknown): Promise<T> {
  const response = await send(method, path, body)
  return schema.parse(response.status === 204 ? null : await response.json())
}

/** Asks for a file. Throws ApiError. */
export const askBytes = async (path: string): Promise<Blob> => (await send('GET', path)).blob()

/** Where the API has something, for a link. */
export const apiHref = (path: string): string => `${API}${path}`
