import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { awsReader } from '../../src/evidence/readers/aws/reader.ts'
import {
  Asked,
  artifact,
  byGroup,
  entry,
  acl,
  EVERYTHING,
  group,
  network,
  permission,
  readArtifacts,
  from,
  route,
  local,
  table,
} from '../support/aws.ts'

/** A network with a rule of each kind, where b is shut off from a and c only by filters. */
const guarded = {
  ...network(),
  NetworkAcls: [
    acl('acl-a', 'vpc-1', ['sa']),
    acl(
      'acl-b',
      'vpc-1',
      ['sb'],
      [entry(10, false, 'deny', '10.0.1.20/32'), entry(20, false, 'allow'), entry(30, true, 'allow')],
    ),
  ],
  SecurityGroups: [
    group('sg-open', 'vpc-1', [EVERYTHING]),
    group('sg-b', 'vpc-1', [permission('tcp', from('192.0.2.0/24'), 22), permission('udp', byGroup('sg-b'), 53)]),
  ],
  RouteTables: [
    table(
      'rtb',
      'vpc-1',
      [local('10.0.0.0/16'), route('192.0.2.0/24', { NatGatewayId: 'nat-1' }, 'blackhole')],
      ['sa'],
      true,
    ),
  ],
  NetworkInterfaces: (network()['NetworkInterfaces'] ?? []).map((i) =>
    i['NetworkInterfaceId'] === 'eni-b' ? { ...i, Groups: [{ GroupId: 'sg-b' }] } : i,
  ),
}
const pairs = [
  ['a', 'b'],
  ['c', 'b'],
] as const

const provedOf = (text: string): string[] | null => {
  const result = readArtifacts([artifact('all.json', text)])
  const model = new Asked(result)
  const present = (name: string) => model.cloud.endpoints.some((e) => e.aliases.includes(name))
  return pairs.every(([x, y]) => present(x) && present(y)) ? pairs.map(([x, y]) => model.ask(x, y).delivered) : null
}

/** Every place of a JSON value, as the keys that lead to it. */
function* places(value: unknown, path: readonly (string | number)[] = []): Generator<readonly (string | number)[]> {
  if (path.length > 0) yield path
  if (typeof value !== 'object' || value === null) return
  for (const key of Object.keys(value)) yield* places((value as Record<string, unknown>)[key], [...path, key])
}

function changed(
  path: readonly (string | number)[],
  change: (holder: Record<string, unknown>, key: string) => void,
): string {
  const copy = structuredClone(guarded) as Record<string, unknown>
  const holder = path.slice(0, -1).reduce((v, key) => v[key] as Record<string, unknown>, copy)
  change(holder, String(path.at(-1)))
  return JSON.stringify(copy)
}

describe('malformed evidence', () => {
  const all = [...places(guarded)].filter(
    (path) => typeof path.at(-1) === 'string' && !/^\d+$/.test(String(path.at(-1))),
  )

  it('[W-5] without any one of its members the evidence never opens what was shut by saying less, nor crashes', () => {
    expect(provedOf(JSON.stringify(guarded))).toEqual(['no', 'no'])
    expect(all.length).toBeGreaterThan(150)
    for (const path of all)
      expect(() => provedOf(changed(path, (holder, key) => void delete holder[key]))).not.toThrow()
  })

  it('[W-5] an open network is never proved shut because a member is missing or of the wrong type', () => {
    const open = network()
    const answer = (text: string): string => {
      const model = new Asked(readArtifacts([artifact('all.json', text)]))
      const there = ['a', 'b'].every((name) =>
        model.cloud.endpoints.some((e) => e.id === `eni-${name}` && e.addresses.length > 0),
      )
      return there ? model.ask('eni-a', 'eni-b').delivered : 'gone'
    }
    const wrong: string[] = []
    for (const path of [...places(open)].filter((p) => !/^\d+$/.test(String(p.at(-1)))))
      for (const value of [undefined, 7, [1]]) {
        const copy = structuredClone(open) as Record<string, unknown>
        const holder = path.slice(0, -1).reduce((v, key) => v[key] as Record<string, unknown>, copy)
        const key = String(path.at(-1))
        if (value === undefined) delete holder[key]
        else holder[key] = value
        // Another number is another rule, and no mistake that anybody could see.
        if (key === 'RuleNumber' && value === 7) continue
        if (answer(JSON.stringify(copy)) === 'no') wrong.push(`${path.join('/')} ${JSON.stringify(value)}`)
      }
    expect(wrong).toEqual([])
  }, 120_000)

  it('[W-2] any bytes at all are read without a crash', () => {
    const text = JSON.stringify(guarded, null, 1)
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(text.length), fc.string({ maxLength: 6 }), (cut, at, noise) => {
        const damaged = text.slice(0, at) + noise + text.slice(at + noise.length)
        readArtifacts([artifact('x.json', text.slice(0, cut)), artifact('y.json', damaged)])
      }),
      { numRuns: 60 },
    )
  })

  it('[W-2] hostile keys change no object that they do not belong to', () => {
    const text =
      '{"Vpcs":[{"VpcId":"__proto__","CidrBlock":"10.0.0.0/8","Tags":[{"Key":"__proto__","Value":"x"},{"Key":"constructor","Value":"y"}],"__proto__":{"polluted":1}}]}'
    readArtifacts([artifact('x.json', text)])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(awsReader.recognise(artifact('x.json', text))).toHaveLength(1)
  })
})
