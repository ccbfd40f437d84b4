import { z } from 'zod'
import { addEvent } from '../../store/factors/events.ts'
import { endSessionById, endSessions, sessionsOf } from '../../store/sessions.ts'
import { sessionsSchema } from '../answers/account.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { demandPerson } from '../identity/person.ts'
import { newId } from '../identity/secrets.ts'
import { currentSession, isAlive } from '../identity/sessions.ts'
import { agentName } from '../identity/user-agent.ts'
import { signedIn } from '../route.ts'
import type { Route } from '../route.ts'

const list = signedIn({
  method: 'get',
  path: '/me/sessions',
  tag: 'identity',
  summary: 'Where you are signed in',
  answer: sessionsSchema,
  handle: async ({ context, c, principal }) => {
    const account = demandPerson(context, principal)
    const current = await currentSession(context, c)
    const all = await context.store.asCaller({ account }, (trx) => sessionsOf(trx, account))
    const alive = all.filter((session) => isAlive(session, context.now()))
    return {
      sessions: alive.map(({ id, createdAt, seenAt, expiresAt, userAgent, way }) => {
        return { id, isThis: id === current?.id, createdAt, seenAt, expiresAt, agent: agentName(userAgent), way }
      }),
    }
  },
})

const end = signedIn({
  method: 'delete',
  path: '/me/sessions/{id}',
  tag: 'identity',
  summary: 'End one of your sessions',
  handle: async ({ context, principal, params }) => {
    const account = demandPerson(context, principal)
    const at = instant(context)
    await context.store.asCaller({ account }, async (trx) => {
      if (!(await endSessionById(trx, account, params['id'] ?? ''))) throw new Failure('missing')
      await addEvent(trx, { id: newId(), account, at, by: principal.by, action: 'session-ended', about: '' })
    })
    return null
  },
})

const endOthers = signedIn({
  method: 'post',
  path: '/me/sessions/end-others',
  tag: 'identity',
  summary: 'End all your sessions but this one',
  answer: z.object({ ended: z.number() }),
  handle: async ({ context, c, principal }) => {
    const account = demandPerson(context, principal)
    const current = await currentSession(context, c)
    const at = instant(context)
    const ended = await context.store.asCaller({ account }, async (trx) => {
      const count = await endSessions(trx, account, current?.id ?? null)
      if (count > 0)
        await addEvent(trx, { id: newId(), account, at, by: principal.by, action: 'other-sessions-ended', about: '' })
      return count
    })
    return { ended }
  },
})

export const mySessionRoutes: readonly Route[] = [list, end, endOthers]
