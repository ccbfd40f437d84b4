import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ATTACKS, hostile } from '../fixtures/hostile.ts'
import { sample } from '../fixtures/sample.ts'
import { cssString, escape, markup } from './markup.ts'
import { htmlReport } from './report.ts'

const ja = htmlReport(sample, { lang: 'ja', madeBy: '監査室', madeAt: '2026-11-22T09:15:00+09:00' })
const en = htmlReport(sample, { lang: 'en' })
const bad = htmlReport(hostile, { lang: 'ja', madeBy: ATTACKS[2] ?? '', directory: '$(rm -rf /)' })
const textOf = (page: string): string =>
  page
    .replace(/<(script|style)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')

describe('the HTML report', () => {
  it('is one file that loads nothing', () => {
    expect(ja).not.toMatch(/\b(src|href)="(?!#)/)
    expect(ja).not.toMatch(/@import|url\((?!#)/)
    expect(ja).not.toMatch(/<link|<iframe|<object|<embed|<img/)
  })

  it('allows exactly the one script that it holds', () => {
    const script = /<script>([\s\S]*?)<\/script>/.exec(ja)?.[1] ?? ''
    const hash = createHash('sha256').update(script).digest('base64')
    expect(script.length).toBeGreaterThan(100)
    expect(ja).toContain(`default-src &#39;none&#39;`)
    expect(ja).toContain(`script-src &#39;sha256-${hash}&#39;`)
  })

  it('says its language, and speaks it', () => {
    expect(ja).toContain('<html lang="ja">')
    expect(en).toContain('<html lang="en">')
    expect(textOf(ja)).toContain('テナント A とテナント B は分離されておらず')
    expect(textOf(en)).toContain('Tenant A and tenant B are not separated')
    expect(textOf(en).replace('証', '')).not.toMatch(/[\u3040-\u30ff]{2,}(?!」)(?<!みなと|保守作業)/u)
  })

  it('quotes the deciding part of a line, marked, with file, pointer and hash', () => {
    expect(ja).toContain('<mark>{&quot;vlan&quot;:10}</mark>')
    expect(ja).toContain('hv/bridge-vlan.json #/4/vlans/0')
    expect(ja).toMatch(/sha256:[0-9a-f]{12}…/)
  })

  it('leaves the quotes out of a copy that goes outside, and keeps the places', () => {
    const copy = htmlReport(sample, { lang: 'en', quotes: false })
    expect(copy).not.toContain('<mark>')
    expect(copy).not.toContain('--u32')
    expect(copy).toContain('hv/bridge-vlan.json #/4/vlans/0')
  })

  it('every link leads to something that is there', () => {
    for (const page of [ja, en, bad]) {
      const ids = new Set([...page.matchAll(/\bid="([^"]+)"/g)].map((m) => m[1]))
      const links = [...page.matchAll(/href="#([^"]+)"/g)].map((m) => m[1])
      expect(links.length).toBeGreaterThan(10)
      const known = page === bad ? links.filter((id) => !/^[fop]-/.test(id ?? '')) : links
      expect(known.filter((id) => !ids.has(id))).toEqual([])
    }
  })

  it('bears no id twice', () => {
    const ids = [...ja.matchAll(/\bid="([^"]+)"/g)].map((m) => m[1])
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
  })

  it('never lets the evidence write markup', () => {
    expect([...bad.matchAll(/<script/g)]).toHaveLength(1)
    expect([...bad.matchAll(/<\/style>/g)]).toHaveLength(1)
    expect(bad).not.toMatch(/<img|onerror="|<!--|javascript:[^&]*"/)
    expect(bad).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
  })

  it('never lets the evidence write a command for a reader to copy', () => {
    expect(bad).not.toContain('rm -rf')
  })

  it('is the same for the same input, byte for byte', () => {
    expect(htmlReport(sample, { lang: 'en' })).toBe(en)
  })

  it('stays of a size that opens when there are thousands of findings, devices and lines', () => {
    const [first] = sample.findings
    const many = <T>(make: (i: number) => T): T[] => Array.from({ length: 20_000 }, (_, i) => make(i))
    const big = htmlReport(
      {
        ...sample,
        findings: many((i) => ({ ...first!, id: `F-${i}` })),
        unread: many(() => sample.unread[0]!),
        coverage: many(() => sample.coverage[0]!),
        resources: many((i) => ({ ...sample.resources[0]!, name: `vm${i}` })),
        open: many(() => sample.open[0]!),
      },
      { lang: 'en' },
    )
    expect(big.length).toBeLessThan(12_000_000)
    expect(big).toContain('17000')
  })
})

describe('markup', () => {
  it('escapes what is filled in, in text and in attributes, and never twice', () => {
    expect(markup`<a title="${'"<&'}">${"'>"}${markup`<b>${1}</b>`}</a>`.html).toBe(
      '<a title="&quot;&lt;&amp;">&#39;&gt;<b>1</b></a>',
    )
  })

  it('shows direction characters instead of obeying them', () => {
    expect(escape('a\u202eb')).toBe('a⟨U+202E⟩b')
  })

  it('lets nothing end a CSS string', () => {
    expect(cssString('"}</style>\\')).toBe('"\\22 \\7d \\3c \\2f style\\3e \\5c "')
  })
})
