import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { awsReader } from '../../src/evidence/readers/aws/reader.ts'
import { hasSentence } from '../../src/report/sentences/say.ts'
import { AWS_CODES } from '../../src/evidence/readers/aws/codes.ts'
import {
  Asked,
  artifact,
  asked,
  eni,
  group,
  instance,
  network,
  read,
  readArtifacts,
  subnet,
  vpc,
} from '../support/aws.ts'

const open = network()

/** The same answers, each in a form of its own. */
const forms: Record<string, () => ReturnType<typeof readArtifacts>> = {
  'one file a call': () => read(open),
  'one document with every list': () => readArtifacts([artifact('all.json', JSON.stringify(open))]),
  'lower-case keys, items bare': () => {
    const { Reservations, ...rest } = open
    const instances = Reservations?.[0]?.['Instances']
    const snake = Object.fromEntries(
      Object.entries({ ...rest, Instances: instances }).map(([key, value]) => [
        key.replace(/(?<=.)[A-Z]/g, (c) => `_${c}`).toLowerCase(),
        value,
      ]),
    )
    return readArtifacts([
      artifact('collected.json', JSON.stringify({ collector_version: '1', provider: 'aws', ...snake })),
    ])
  },
  'a terminal’s record': () =>
    readArtifacts([
      artifact(
        'session.txt',
        Object.entries(open)
          .map(([key, value]) => `$ aws ec2 describe-x\n${JSON.stringify({ [key]: value }, null, 2)}\n`)
          .join('\n') + '$ ',
      ),
    ]),
  'folders of accounts and regions': () =>
    readArtifacts(
      Object.entries(open).map(([key, value]) =>
        artifact(`accounts/111122223333/eu-west-1/${key}.json`, JSON.stringify({ [key]: value })),
      ),
    ),
  'nested by account, region and call': () =>
    readArtifacts([
      artifact(
        'dump.json',
        JSON.stringify({
          '111122223333': {
            'eu-west-1': Object.fromEntries(
              Object.entries(open).map(([key, value]) => [`describe-${key}`, { [key]: value }]),
            ),
          },
        }),
      ),
    ]),
  'a list of pages': () =>
    readArtifacts([
      artifact('pages.json', JSON.stringify(Object.entries(open).map(([key, value]) => ({ [key]: value })))),
    ]),
  'two pages': () =>
    readArtifacts(
      Object.entries(open).flatMap(([key, value]) => [
        artifact(
          `p1/${key}.json`,
          JSON.stringify({ [key]: value.slice(0, 1), ...(value.length > 1 ? { NextToken: 'x' } : {}) }),
        ),
        ...(value.length > 1 ? [artifact(`p2/${key}.json`, JSON.stringify({ [key]: value.slice(1) }))] : []),
      ]),
    ),
  'everything twice': () =>
    readArtifacts(
      ['x', 'y'].flatMap((d) =>
        Object.entries(open).map(([key, value]) => artifact(`${d}/${key}.json`, JSON.stringify({ [key]: value }))),
      ),
    ),
}

describe('answers in any layout', () => {
  it.each(Object.keys(forms))('[W-1] %s gives the same model', (form) => {
    const model = new Asked(forms[form]?.() ?? read(open))
    expect(model.cloud.endpoints.map((e) => e.id).toSorted()).toEqual(['eni-a', 'eni-b', 'eni-c'])
    expect(model.cloud.unknowns).toEqual([])
    expect(model.answer('a', 'b', 'tcp/22')).toBe('yes/yes')
    expect(model.result.problems.filter((p) => p.code !== 'aws-more-pages')).toEqual([])
  })

  it('[W-1] a machine of which no list shows an interface has the one that it tells of', () => {
    const { NetworkInterfaces: _, ...rest } = open
    const plain = (name: string, PrivateIpAddress: string, SubnetId: string) =>
      instance(name, 'running', {
        PrivateIpAddress,
        SubnetId,
        VpcId: 'vpc-1',
        SecurityGroups: [{ GroupId: 'sg-open' }],
        SourceDestCheck: true,
      })
    const model = asked({
      ...rest,
      Reservations: [{ Instances: [plain('a', '10.0.1.10', 'sa'), plain('b', '10.0.2.10', 'sb')] }],
    })
    expect(model.answer('i-a', 'i-b', 'tcp/22')).toBe('yes/yes')
  })

  it('[W-2] what is no answer of the API is not claimed', () => {
    const strangers = [
      '',
      'plain text',
      '{"Routes":[{"to":1}]}',
      '[{"ifname":"lo"}]',
      '{"instances":[{"name":"x"}]}',
      '{"Tags":[1]}',
      '{"Rules":[]}',
      '{',
    ]
    for (const text of strangers) expect(awsReader.recognise(artifact('x.json', text))).toEqual([])
  })

  it('[W-3] the owner, zone and ARN of a thing come before the folder that it was found in', () => {
    const cloud = readArtifacts([
      artifact(
        'accounts/999999999999/us-east-1/Subnets.json',
        JSON.stringify({ Subnets: [subnet('sa', 'vpc-1', '10.0.1.0/24')] }),
      ),
      artifact(
        'accounts/999999999999/us-east-1/NetworkInterfaces.json',
        JSON.stringify({ NetworkInterfaces: [eni('a', 'vpc-1', 'sa', '10.0.1.10', [])] }),
      ),
    ]).value.cloud
    expect(cloud.endpoints[0]?.account).toBe('111122223333')
  })

  it('[W-3] a shared subnet belongs to one account and the interface in it to another', () => {
    const interfaces = (open['NetworkInterfaces'] ?? []).map((i) =>
      i['NetworkInterfaceId'] === 'eni-b' ? { ...i, OwnerId: '444455556666' } : i,
    )
    const model = asked({ ...open, NetworkInterfaces: interfaces })
    expect(model.cloud.endpoints.map((e) => e.account)).toEqual(['111122223333', '444455556666', '111122223333'])
    expect(model.answer('a', 'b')).toBe('yes/yes')
  })

  it('[W-4] two answers that say different things of one group make it unknown, and a person is told', () => {
    const other = group('sg-open', 'vpc-1', [])
    const result = readArtifacts([
      artifact('a.json', JSON.stringify(open)),
      artifact('b.json', JSON.stringify({ SecurityGroups: [other] })),
    ])
    expect(result.problems.map((p) => p.code)).toContain('aws-contradiction')
    expect(new Asked(result).answer('a', 'b')).toBe('unknown/unknown')
  })

  it('[W-5] an empty list is an answer; a refusal, a cut file and a missing call are not', () => {
    const { SecurityGroups, ...rest } = open
    const text = JSON.stringify({ SecurityGroups }, null, 2)
    const with_ = (more: string) =>
      readArtifacts([artifact('rest.json', JSON.stringify(rest)), artifact('sg.json', more)])
    const refused = with_(
      'An error occurred (UnauthorizedOperation) when calling the DescribeSecurityGroups operation: You are not authorized',
    )
    const cut = with_(text.slice(0, text.length - 40))
    const missing = readArtifacts([artifact('rest.json', JSON.stringify(rest))])
    for (const result of [refused, cut, missing]) expect(new Asked(result).answer('a', 'b')).toBe('unknown/unknown')
    expect(refused.problems.map((p) => p.code)).toEqual(['aws-refused'])
    expect(cut.problems.map((p) => p.code)).toEqual(['aws-truncated'])
    expect(refused.value.artifacts.find((a) => a.path === 'sg.json')?.status).toBe('refused')
  })

  it('[W-5] a call that its manifest says failed is refused, whatever it printed', () => {
    const [piece] = awsReader.recognise(
      artifact('x.json', 'timed out', {
        command: 'aws ec2 describe-vpcs --region eu-west-1',
        exit: 255,
        device: '111122223333/eu-west-1',
      }),
    )
    expect(piece).toMatchObject({ sort: 'Vpcs', refused: true })
  })

  it('[W-6] each call has a row of coverage in each account and region', () => {
    const { RouteTables: _, ...rest } = open
    const rows = read({ ...rest, Vpcs: [vpc('vpc-1', '10.0.0.0/16'), 'strange'] }).value.coverage
    expect(rows.find((r) => r.sort === 'RouteTables')).toMatchObject({
      device: '111122223333/eu-west-1',
      status: 'missing',
      needed: true,
    })
    expect(rows.find((r) => r.sort === 'Vpcs')).toMatchObject({ status: 'partial', unread: 1 })
    expect(rows.find((r) => r.sort === 'SecurityGroups')).toMatchObject({ status: 'read', needed: true, unread: 0 })
  })

  it('[W-6] a page that says that there are more, with none after it, is part of an answer', () => {
    const result = readArtifacts([
      artifact('v.json', JSON.stringify({ ...open, RouteTables: undefined })),
      artifact('r.json', JSON.stringify({ RouteTables: open['RouteTables'], NextToken: 't' })),
    ])
    expect(result.problems.map((p) => p.code)).toEqual(['aws-more-pages'])
    expect(result.value.coverage.find((r) => r.sort === 'RouteTables')?.status).toBe('partial')
    expect(new Asked(result).cloud.unknowns.map((u) => u.code)).toContain('aws-route-table')
  })

  it('[W-7] secrets of the evidence appear nowhere in what is read', () => {
    const secret = 'c2VjcmV0LXVzZXItZGF0YQ'
    const result = read({
      ...open,
      Reservations: [
        {
          Instances: [instance('a', 'running', { UserData: secret, KeyName: secret, Tags: 7 })],
          UserData: { Value: secret },
        },
      ],
      VpnConnections: [
        { VpnConnectionId: 'vpn-1', CustomerGatewayConfiguration: `<pre_shared_key>${secret}</pre_shared_key>` },
      ],
    })
    const text = JSON.stringify(result, (_, v: unknown) => (typeof v === 'bigint' ? String(v) : v))
    expect(text).not.toContain(secret)
    expect(result.unread.length).toBeGreaterThan(0)
  })

  it('[W-8] every problem and unknown has a sentence in both languages', () => {
    expect(AWS_CODES.length).toBeGreaterThan(20)
    expect(AWS_CODES.filter((code) => !hasSentence(code))).toEqual([])
  })
})

describe('the script that collects', () => {
  const script = awsReader.collectScript()

  it('[W-9] is one that a shell understands, asks only and prints no secret', () => {
    execFileSync('sh', ['-n'], { input: script })
    const calls = [
      ...script.matchAll(/^(?:ec2|elb|elbv2) (\S+)$|\baws ([a-z0-9]+) ([a-z-]+)|\bask \S+ \w+ ([a-z-]+)/gm),
    ].map((m) => m[1] ?? m[3] ?? m[4])
    expect(calls.length).toBeGreaterThan(30)
    for (const call of calls) expect(call).toMatch(/^(describe|get|search)-/)
    expect(script).not.toMatch(/vpn-connections|user-?data|instance-attribute|password/i)
    expect(script.split('\n').length).toBeLessThan(120)
  })

  it('[W-9] asks for everything that separation needs', () => {
    const rows = awsReader.read([]).value.coverage.filter((row) => row.needed)
    expect(rows.length).toBeGreaterThan(10)
    for (const { command } of rows) expect(script).toContain(command.replace('aws ', ''))
  })
})
