import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { plain } from './phrase.ts'
import { hasSentence, partyName, say, sayPlain } from './say.ts'

const places = (template: string): readonly string[] =>
  [...template.matchAll(/\{(\w+)/g)].map((m) => m[1] ?? '').toSorted()

describe('sentences', () => {
  it('have the same places in both languages', () => {
    const differing = Object.entries(en).flatMap(([family, sentences]) =>
      Object.entries(sentences).filter(([code, text]) => {
        const other = (ja[family as keyof typeof ja] as Record<string, string>)[code] ?? ''
        return [...new Set(places(text))].join() !== [...new Set(places(other))].join()
      }),
    )
    expect(differing.map(([code]) => code)).toEqual([])
  })

  it('an unknown code still reads, with what it holds', () => {
    expect(sayPlain('hops', { code: 'brand-new', params: { port: 'eth0', vlan: 7 } }, 'en')).toBe(
      'brand-new (port eth0, vlan 7)',
    )
    expect(sayPlain('hops', { code: 'brand-new', params: {} }, 'ja')).toBe('brand-new')
  })

  it('a value that is missing shows', () => {
    expect(sayPlain('hops', { code: 'vlan-member', params: { vlan: 10 } }, 'en')).toContain('?')
  })

  it('a code that names a member of every object is no sentence', () => {
    expect(hasSentence('constructor')).toBe(false)
    expect(hasSentence('__proto__')).toBe(false)
    expect(sayPlain('hops', { code: 'toString', params: {} }, 'ja')).toBe('toString')
  })

  it('tell values of the evidence apart from our words', () => {
    const phrase = say('closes', { code: 'remove-vlan-member', params: { port: 'tap-b2', vlan: 10 } }, 'en')
    expect(phrase.filter((p) => p.kind === 'value').map((p) => p.text)).toEqual(['tap-b2'])
  })

  it('a template in a value is not filled again', () => {
    expect(plain(say('hops', { code: 'link', params: { peer: '{peer}' } }, 'en'))).toBe('is connected to {peer}')
  })

  it('Japanese sets a space between Latin letters and kana, English counts', () => {
    expect(sayPlain('findings', { code: 'delivery', params: { from: 'A', to: 'management' } }, 'ja')).toBe(
      'テナント A から管理ネットワークへ届く',
    )
    expect(sayPlain('headline', { code: 'findings-beside', params: { count: 1 } }, 'en')).toBe(
      'There is 1 finding beside this.',
    )
    expect(partyName(null, 'ja')).toBe('所有者なし')
  })
})
