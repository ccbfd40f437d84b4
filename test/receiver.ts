import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly id: string
  readonly isSigned: boolean
  readonly type: string
  readonly body: {
    readonly id: string
    readonly type: string
    readonly organisation: string
    readonly data: Readonly<Record<string, unknown>>
  }
  readonly text: string
}

/** A receiver of webhooks on loopback. It checks signatures as the help of the page says, by code of its own; `statuses` are its next answers, then 204. */
export async function webhookReceiver() {
  const received: Received[] = []
  const statuses: number[] = []
  let secret = ''
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      const header = (name: string): string => String(request.headers[name] ?? '')
      const expected = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
        .update(`${header('webhook-id')}.${header('webhook-timestamp')}.${text}`)
        .digest()
      const found = Buffer.from(header('webhook-signature').replace('v1,', ''), 'base64')
      const isSigned = found.length === expected.length && timingSafeEqual(found, expected)
      const body = JSON.parse(text)
      received.push({ id: header('webhook-id'), isSigned, type: body.type, body, text })
      response.writeHead(statuses.shift() ?? 204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}/hook?key=path-secret`,
    /** As an entry of the operator's list. */
    entry: `${host}+private`,
    received,
    statuses,
    knows: (given: string) => void (secret = given),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export type Receiver = Awaited<ReturnType<typeof webhookReceiver>>
