import { describe, expect, it } from 'vitest'
import { filesOf } from '../../../test/audit/lab.ts'
import { readEngagement } from '../../audit/engagement.ts'
import { sightOf } from './sight.ts'

const files = filesOf('linux-vlan-vrf').filter(({ path }) => path !== 'akashi.yaml')
const TEXT = 'akashi: 1\ntenants:\n  - id: A\n    endpoints: [{ device: a1 }]\n'
const owners = (text: string) =>
  new Map(sightOf(files, text).endpoints.map(({ device, name, party }) => [`${device} ${name}`, party]))

describe('an engagement beside its evidence', () => {
  it('says whose each endpoint is, as the audit would', () => {
    expect(owners(TEXT).get('a1 eth0')).toBe('A')
    expect(owners(TEXT).get('b1 eth0')).toBeNull()
    expect(
      sightOf(files, TEXT)
        .endpoints.filter(({ carries }) => carries)
        .map(({ device }) => device),
    ).toContain('hv')
  })

  it('names what matches nothing with its line', () => {
    const { problems } = sightOf(files, `${TEXT}management:\n  endpoints: [{ device: nowhere }]\n`)
    expect(problems.map(({ code, at }) => [code, at?.line])).toEqual([['selector-matches-nothing', 6]])
  })

  it('gives nothing to anybody where the text cannot be used, says why, and still shows the devices', () => {
    const { endpoints, problems } = sightOf(files, 'tenants: [')
    expect(problems[0]?.code).toBe('engagement-not-yaml')
    expect(endpoints.length).toBeGreaterThan(5)
    expect(endpoints.every(({ party }) => party === null)).toBe(true)
  })

  it('gives a first text that can be used, in both languages, and nothing at all for files that are no evidence', () => {
    const { draft } = sightOf(files, '')
    for (const text of [draft.ja, draft.en]) expect(readEngagement(text).engagement).not.toBeNull()
    expect(sightOf([{ path: 'x.txt', bytes: Buffer.from('nothing') }], '').endpoints).toEqual([])
  })
})
