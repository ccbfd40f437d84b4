import { describe, expect, it } from 'vitest'
import { performInThread } from './perform.ts'

const entries = [{ path: 'a1/note.txt', bytes: Buffer.from('hello') }]

describe('work in a thread', () => {
  it('answers as the same work done here would', async () => {
    const recognition = await performInThread({ kind: 'recognise', entries })
    expect(recognition.files.map(({ path, status }) => [path, status])).toEqual([['a1/note.txt', 'unrecognised']])
    expect(await performInThread({ kind: 'audit', entries, engagement: 'akashi: 1' })).toHaveProperty('problems')
  }, 60_000)

  it('ends when it is told to', async () => {
    const controller = new AbortController()
    const work = performInThread({ kind: 'audit', entries, engagement: '' }, controller.signal)
    controller.abort()
    await expect(work).rejects.toMatchObject({ code: 'stopped' })
  })

  it('is not begun when it was told to end before', async () => {
    const before = performInThread({ kind: 'audit', entries, engagement: 'akashi: 1' }, AbortSignal.abort())
    await expect(before).rejects.toMatchObject({ code: 'stopped' })
  })
})
