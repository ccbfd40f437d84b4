import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { O, demonstration } from '../../test/demonstration.ts'
import type { Demonstration } from '../../test/demonstration.ts'

let server: Demonstration
beforeAll(async () => void (server = await demonstration()), 60_000)
afterAll(async () => server?.store.close())

const BAD = { NUL: 'a\u0000b', 'half a character': 'a\ud800b' } as const
const JUDGEMENT = { run: 'x', judgement: 'agree', reason: 'r' }

/** Bodies that hold a text which is text in JavaScript and in no database. */
const BODIES = {
  '/engagements': (text: string) => ({ title: '条件', text }),
  '/judgements': (text: string) => ({ ...JUDGEMENT, about: { kind: 'finding', id: text } }),
  '/evidence': (text: string) => ({ title: text }),
  '/risks': (text: string) => ({ title: 't', service: 's', role: 'provider', threats: [text] }),
} as const

describe('texts that no database keeps', () => {
  it.each(
    Object.entries(BODIES).flatMap(([path, make]) =>
      Object.entries(BAD).map(([name, text]) => [name, path, make(text)] as const),
    ),
  )('%s in %s is refused as input, and is no failure of ours', async (_, path, body) => {
    const { status, json } = await server.post(path, { body })
    expect([status, json.error?.code]).toEqual([400, 'invalid'])
  })

  it.each(['search', 'kind'])('NUL in what is sought by %s is refused as input', async (name) => {
    const { status, json } = await server.ask('GET', `${O}/changes?${name}=a%00b`)
    expect([status, json.error.code]).toEqual([400, 'invalid'])
  })

  it('an engagement keeps every line of its text as it was written', async () => {
    const text = '\n  akashi: 1\n\ttenants: []  \n'
    expect((await server.post('/engagements', { body: { title: '条件', text } })).json.body.text).toBe(text)
  })
})
