import { describe, expect, it } from 'vitest'
import { EVERYTHING, acl, asked, byGroup, eni, entry, from, group, network, permission } from '../support/aws.ts'

const open = network()

describe('network ACLs', () => {
  it('[W-10] [W-11] two subnets of a VPC reach each other, and two machines of one subnet do', () => {
    const model = asked(open)
    expect(model.answer('a', 'b')).toBe('yes/yes')
    expect(model.answer('a', 'c')).toBe('yes/yes')
  })

  it('[W-11] an ACL that denies everything stops what crosses the boundary and nothing inside', () => {
    const model = asked({ ...open, NetworkAcls: [acl('acl-a', 'vpc-1', ['sa'], []), acl('acl-b', 'vpc-1', ['sb'])] })
    expect(model.answer('a', 'c')).toBe('yes/yes')
    expect(model.answer('a', 'b')).toBe('no/no')
    expect(model.answer('b', 'a')).toBe('no/no')
  })

  it('[W-20] a subnet whose ACL is not in evidence is undetermined, never open and never shut', () => {
    const model = asked({ ...open, NetworkAcls: [acl('acl-b', 'vpc-1', ['sb'])] })
    const { delivered, unknowns } = model.ask('a', 'b')
    expect(delivered).toBe('unknown')
    expect(unknowns).toEqual(['aws/aws-network-acl/sa'])
    expect(model.answer('a', 'c')).toBe('yes/yes')
  })

  it('[W-20] so is one that two ACLs name, and one whose entries were not understood', () => {
    const twice = [acl('acl-a', 'vpc-1', ['sa']), acl('acl-b', 'vpc-1', ['sb', 'sa'])]
    expect(asked({ ...open, NetworkAcls: twice }).answer('a', 'b')).toBe('unknown/unknown')
    const strange = [
      acl('acl-a', 'vpc-1', ['sa'], [{ ...entry(1, true, 'allow'), RuleNumber: 'one' }]),
      acl('acl-b', 'vpc-1', ['sb']),
    ]
    expect(asked({ ...open, NetworkAcls: strange }).answer('a', 'b')).toBe('unknown/unknown')
  })

  it('[W-21] the lowest number decides, whatever the order in the answer, and the end denies', () => {
    const entries = [
      entry(200, true, 'allow'),
      entry(100, true, 'deny', '10.0.2.0/24', { Protocol: '6', PortRange: { From: 20, To: 30 } }),
      entry(100, false, 'allow', '10.0.2.0/24', { Protocol: '6', PortRange: { From: 1024, To: 65535 } }),
    ]
    const model = asked({
      ...open,
      NetworkAcls: [acl('acl-a', 'vpc-1', ['sa'], entries), acl('acl-b', 'vpc-1', ['sb'])],
    })
    expect(model.answer('a', 'b', 'tcp/22')).toBe('no/no')
    expect(model.answer('a', 'b', 'tcp/80')).toBe('yes/yes')
    expect(model.answer('a', 'b', 'icmp')).toBe('yes/no')
  })

  it('[W-21] a deny whose ports are missing may deny', () => {
    const entries = [
      entry(50, true, 'deny', '0.0.0.0/0', { Protocol: '6' }),
      entry(100, true, 'allow'),
      entry(100, false, 'allow'),
    ]
    const model = asked({
      ...open,
      NetworkAcls: [acl('acl-a', 'vpc-1', ['sa'], entries), acl('acl-b', 'vpc-1', ['sb'])],
    })
    expect(model.answer('a', 'b', 'tcp/22')).toBe('unknown/unknown')
    expect(model.answer('a', 'b', 'udp/53')).toBe('yes/yes')
  })

  it('[W-21] ICMP is told apart by type and code', () => {
    const echo = entry(10, true, 'deny', '0.0.0.0/0', { Protocol: '1', IcmpTypeCode: { Type: 8, Code: -1 } })
    const entries = [echo, entry(100, true, 'allow'), entry(100, false, 'allow')]
    const model = asked({
      ...open,
      NetworkAcls: [acl('acl-a', 'vpc-1', ['sa'], entries), acl('acl-b', 'vpc-1', ['sb'])],
    })
    expect(model.answer('a', 'b', 'icmp')).toBe('yes/no')
  })
})

describe('security groups', () => {
  const guarded = (ingress: readonly object[], more = {}) => ({
    ...open,
    SecurityGroups: [group('sg-open', 'vpc-1', [EVERYTHING]), group('sg-b', 'vpc-1', [...ingress] as never)],
    NetworkInterfaces: [
      eni('a', 'vpc-1', 'sa', '10.0.1.10', ['sg-open']),
      eni('b', 'vpc-1', 'sb', '10.0.2.10', ['sg-b']),
      eni('c', 'vpc-1', 'sa', '10.0.1.20', ['sg-open', 'sg-c']),
    ],
    ...more,
  })
  const groups = (ingress: readonly object[]) => [
    group('sg-open', 'vpc-1', [EVERYTHING]),
    group('sg-b', 'vpc-1', [...ingress] as never),
    group('sg-c', 'vpc-1', []),
  ]

  it('[W-30] replies pass a group that lets nothing in, first packets do not', () => {
    const model = asked(guarded([]))
    expect(model.answer('a', 'b')).toBe('no/no')
    expect(model.answer('b', 'a', 'tcp/443')).toBe('yes/yes')
  })

  it('[W-30] interfaces with the same groups share one pair of chains', () => {
    const chains = asked(open).cloud.chains.filter((chain) => chain.id.startsWith('sg/'))
    expect(chains.map((chain) => chain.id).toSorted()).toEqual(['sg/sg-open/egress', 'sg/sg-open/ingress'])
  })

  it('[W-30] an interface bears what any of its groups lets in', () => {
    const rules = guarded([permission('tcp', from('10.0.1.0/24'), 22)])
    expect(asked(rules).answer('a', 'b', 'tcp/22')).toBe('yes/yes')
    expect(asked(rules).answer('a', 'b', 'tcp/23')).toBe('no/no')
  })

  it('[W-31] a group that is not in evidence may let in anything; what the others let in stays certain', () => {
    const model = asked(guarded([permission('tcp', from('10.0.1.0/24'), 22)]))
    expect(model.answer('b', 'c', 'tcp/80')).toBe('yes/yes')
    const missing = { ...guarded([]), SecurityGroups: [group('sg-open', 'vpc-1', [EVERYTHING])] }
    expect(asked(missing).answer('a', 'b')).toBe('unknown/unknown')
    expect(asked(missing).answer('a', 'c')).toBe('yes/yes')
  })

  it('[W-31] a rule with a member that is not understood may let in anything', () => {
    const strange = { ...permission('tcp', from('192.0.2.0/24'), 22), ReferencedVpcLattice: 'x' }
    expect(asked(guarded([strange])).answer('a', 'b', 'udp/53')).toBe('unknown/unknown')
  })

  it('[W-32] a prefix list is its entries, and anything where they are missing', () => {
    const rule = permission('tcp', { PrefixListIds: [{ PrefixListId: 'pl-1' }] }, 22)
    const known = guarded([rule], { PrefixLists: [{ PrefixListId: 'pl-1', Cidrs: ['10.0.1.10/32'] }] })
    expect(asked(known).answer('a', 'b', 'tcp/22')).toBe('yes/yes')
    expect(asked(known).answer('c', 'b', 'tcp/22')).toBe('no/no')
    expect(asked(guarded([rule])).answer('c', 'b', 'tcp/22')).toBe('unknown/unknown')
  })

  it('[W-33] a named group is the addresses of its bearers', () => {
    const rule = permission('-1', byGroup('sg-c'))
    const model = asked({ ...guarded([]), SecurityGroups: groups([rule]) })
    expect(model.answer('c', 'b')).toBe('yes/yes')
    expect(model.answer('a', 'b')).toBe('no/no')
  })

  it('[W-33] without the list of interfaces, only addresses that nobody is seen to bear may be bearers', () => {
    const { NetworkInterfaces, ...rest } = {
      ...guarded([]),
      SecurityGroups: groups([permission('-1', byGroup('sg-c'))]),
    }
    const instances = ['a', 'b', 'c'].map((name, i) => ({
      InstanceId: `i-${name}`,
      State: { Name: 'running' },
      NetworkInterfaces: [NetworkInterfaces[i]],
    }))
    const model = asked({ ...rest, Reservations: [{ Instances: instances }] })
    expect(model.answer('c', 'b')).toBe('yes/yes')
    expect(model.answer('a', 'b')).toBe('no/no')
    expect(model.cloud.unknowns.map((u) => u.code)).toContain('aws-group-members')
  })

  it('[W-33] a named group that nobody described may be anybody who is not seen without it', () => {
    const model = asked({ ...guarded([]), SecurityGroups: groups([permission('-1', byGroup('sg-strange'))]) })
    expect(model.answer('a', 'b')).toBe('no/no')
    expect(model.cloud.unknowns.some((u) => u.id === 'aws/aws-security-group/sg-strange')).toBe(true)
  })
})
