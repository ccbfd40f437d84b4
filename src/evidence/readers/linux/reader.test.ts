import { describe, expect, it } from 'vitest'
import { LINUX_CODES } from './codes.ts'
import { linuxReader } from './reader.ts'
import {
  artifact,
  cloudOf,
  codesOf,
  lab,
  LOOPBACK,
  nic,
  readingOf,
  unknownCodes,
} from '../../../../test/support/linux.ts'

const LABS = ['linux-vlan-vrf', 'linux-plain-brnf0', 'linux-plain-brnf1']

describe('the Linux reader', () => {
  it.each(LABS)('reads %s whole: every machine, every cable, nothing left over', (name) => {
    const { value, problems, unread } = readingOf(lab(name))
    expect([problems, unread]).toEqual([[], []])
    expect(value.cloud.devices.map((d) => d.id)).toEqual(['a1', 'a2', 'b1', 'b2', 'hv', 'm1'])
    expect(value.cloud.links.every((link) => link.unknown === undefined)).toBe(true)
    expect(value.cloud.links.length).toBe(name === 'linux-vlan-vrf' ? 5 : 6)
    const onHost = value.cloud.unknowns.filter((u) => u.device === 'hv').map((u) => u.code)
    expect(onHost.filter((code) => !['no-evidence-ip-rule', 'linux-sysctl-missing'].includes(code))).toEqual([])
  })

  it('[LX-24] gives a place to every interface, bridge, link and endpoint', () => {
    const { cloud } = readingOf(lab('linux-vlan-vrf')).value
    const things = [...cloud.interfaces, ...cloud.bridges, ...cloud.links, ...cloud.endpoints, ...cloud.resources]
    expect(things.length).toBeGreaterThan(40)
    for (const { from } of things) expect(from[0]?.file).toMatch(/\.(json|txt)$/)
    expect(cloud.chains.find((c) => c.id === 'hv/inet/fw/forward')?.rules[1]?.from[0]).toMatchObject({
      file: 'hv/nft.json',
      pointer: '/nftables/6/rule',
    })
  })

  it('[LX-3] steps over a member of the wrong type and says so, and goes on', () => {
    const rows = [LOOPBACK, { ...nic(2, 'eth0'), flags: 'UP' }, nic(3, 'eth1'), {}]
    const { value, problems, unread } = readingOf({ 'h/link': rows })
    expect(value.cloud.interfaces.filter((i) => i.device === 'h').map((i) => i.name)).toEqual(['lo', 'eth1'])
    expect(problems).toMatchObject([{ code: 'linux-member-type', at: { pointer: '/1' } }])
    expect(unread).toMatchObject([{ context: 'forwarding', at: { pointer: '/1' } }])
  })

  it('[LX-5] is certain of nothing where two machines stand under one name', () => {
    const { value, problems } = readingOf({
      'h/a': [LOOPBACK, nic(2, 'eth0')],
      'h/b': [LOOPBACK, nic(2, 'eth0', { address: '02:ff:ff:ff:ff:ff' })],
    })
    expect(codesOf(problems)).toEqual(['linux-device-conflict'])
    expect(value.cloud.devices[0]?.kind).toBe('unseen')
  })

  it('[LX-5] [V-9] doubts the wire between devices whose evidence was taken far apart, and no other', () => {
    const files = Object.entries(lab('linux-plain-brnf0')).map(([path, text]) =>
      artifact(path, text, { collectedAt: path.startsWith('a1/') ? '2026-01-01T10:00:00Z' : '2026-01-01T12:00:00Z' }),
    )
    const { problems, value } = linuxReader.read(files.flatMap((file) => linuxReader.recognise(file)))
    const doubted = value.cloud.links.filter((link) => link.unknown !== undefined)
    expect(doubted.map((link) => link.ends.toSorted())).toEqual([['a1:eth0', 'hv:tap-a1']])
    expect(problems).toMatchObject([{ code: 'linux-times-apart', params: { device: 'a1', other: 'hv', minutes: 120 } }])
  })

  it('[LX-2] keeps a device whose interfaces were cut short from proving anything', () => {
    const files = lab('linux-vlan-vrf')
    const whole = files['hv/ip-link.json'] ?? ''
    const cut = cloudOf({ ...files, 'hv/ip-link.json': whole.slice(0, whole.length / 2) })
    expect(cut.devices.find((d) => d.id === 'hv')?.kind).toBe('unseen')
    const { 'hv/ip-link.json': _link, 'hv/ip-addr.json': _addr, ...without } = files
    const gone = cloudOf(without)
    expect(gone.devices.filter((d) => d.kind === 'unseen').length).toBe(5)
    expect(unknownCodes(gone)).toContain('linux-peer-unseen')
  })

  it('[LX-2] counts what was read, refused and missing for each device', () => {
    const { coverage } = readingOf({
      ...lab('linux-vlan-vrf'),
      'hv/nft.json': 'nft: command not found',
      'hv/nft.txt': '',
    }).value
    const rowOf = (sort: string) => coverage.find((row) => row.device === 'hv' && row.sort === sort)
    expect(rowOf('nft-json')).toMatchObject({ status: 'refused', needed: true })
    expect(rowOf('ip-link')).toMatchObject({ status: 'read', needed: true, files: ['hv/ip-link.json'] })
    expect(rowOf('lldp')).toBeUndefined()
  })

  it('makes no unknown but those of its list', () => {
    const codes = unknownCodes(readingOf(lab('linux-plain-brnf1')).value.cloud)
    expect(codes.length).toBeGreaterThan(10)
    for (const code of codes) expect(LINUX_CODES).toContain(code)
  })
})
