import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { addressOf } from './address.ts'

const asked = async (behindProxy: boolean, forwarded?: string): Promise<string> => {
  const app = new Hono().get('/', (c) => c.text(addressOf({ behindProxy }, c)))
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  const env = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }
  return (await app.request('/', { headers }, env)).text()
}

describe('the address of a caller', () => {
  it('is what the socket says, whatever a header claims', async () => {
    expect(await asked(false)).toBe('127.0.0.1')
    expect(await asked(false, '203.0.113.7')).toBe('127.0.0.1')
  })

  it('is the last that the proxy in front wrote: those before it are what the caller claims', async () => {
    expect(await asked(true, '203.0.113.7')).toBe('203.0.113.7')
    expect(await asked(true, '198.51.100.1, 10.0.0.1 , 203.0.113.7')).toBe('203.0.113.7')
    expect(await asked(true, '198.51.100.1, 203.0.113.7:51234')).toBe('203.0.113.7')
    expect(await asked(true, '2001:DB8::7')).toBe('2001:db8::7')
    expect(await asked(true, '[2001:db8::7]:443')).toBe('2001:db8::7')
  })

  it('falls back to the socket where the proxy wrote no address', async () => {
    for (const none of [undefined, '', 'unknown', '203.0.113.7,', 'a'.repeat(5000), '_hidden'])
      expect([none, await asked(true, none)]).toEqual([none, '127.0.0.1'])
  })
})
