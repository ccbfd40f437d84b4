import { describe, expect, it } from 'vitest'
import { hop, quote, saying, source } from '../fixtures/places.ts'
import { decidingQuotes } from './deciding.ts'
import { marked } from './evidence.ts'

const at = source('hv/bridge-vlan.json', '/3')
const markOf = (code: string, params: Record<string, string | number>, text: string): string => {
  const [first] = decidingQuotes(hop('hv', saying(code, params), null, [quote(at, text)]))
  return first === undefined ? '' : marked(first).mark
}

describe('the deciding part of a quoted line', () => {
  it('is the VLAN of which the sentence speaks, and no longer number that begins with it', () => {
    const text = '{"ifname":"tap-b2","vlans":[{"vlan":100},{"vlan":10,"flags":["PVID"]}]}'
    expect(markOf('vlan-access', { vlan: 100 }, text)).toBe('"vlan":100')
    expect(markOf('vlan-access', { vlan: 10 }, '{"vlan":100}')).toBe('')
  })

  it('is the route, and the verdict of a rule', () => {
    expect(
      markOf('route', { to: '10.1.0.11', out: 'br0.10' }, '{"dst":"10.1.0.11","dev":"br0.10","table":"1020"}'),
    ).toBe('"dst":"10.1.0.11","dev":"br0.10"')
    expect(markOf('rule-accepts', {}, '-A FORWARD -s 10.2.0.21/32 -p tcp --dport 22 -j ACCEPT')).toBe('-j ACCEPT')
  })

  it('stays what the audit marked', () => {
    const marks = decidingQuotes(
      hop('hv', saying('vlan-member', { vlan: 10 }), null, [quote(at, '{"vlan":10},x', 'x')]),
    )
    expect(marked(marks[0]!).mark).toBe('x')
  })

  it('is nothing where the value does not stand in the line', () => {
    expect(markOf('vlan-member', { vlan: 10 }, '{"ifname":"tap-b2"}')).toBe('')
    expect(markOf('constructor', {}, 'constructor')).toBe('')
  })
})
