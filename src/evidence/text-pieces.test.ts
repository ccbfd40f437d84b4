import { describe, expect, it } from 'vitest'
import { commandSections, jsonPieces, lineOfPointer, quoteAt, quoter, redact, refusal, REMOVED } from './text-pieces.ts'

const RECORD = `Last login: [Sat] from {x}
hv# ip -j addr show
[{"ifname":"lo","x":1}]
hv#
[root@hv ~]# nft -j list ruleset
bash: nft: command not found
hv# ip -j link
[{"ifname":"a","mt`

describe('JSON inside a terminal record', () => {
  it('[I-8] steps over banners, prompts and echoed commands, and knows the command and the line', () => {
    expect(jsonPieces(RECORD)).toEqual([
      { text: '[{"ifname":"lo","x":1}]', offset: 47, line: 3, truncated: false, command: 'ip -j addr show' },
      { text: '[{"ifname":"a","mt', offset: 152, line: 8, truncated: true, fault: 'cut', command: 'ip -j link' },
    ])
  })

  it('[I-8] cuts a record into what each command printed', () => {
    expect(commandSections(RECORD).map((s) => [s.command, s.line, refusal(s.text)])).toEqual([
      [undefined, 1, false],
      ['ip -j addr show', 3, false],
      ['nft -j list ruleset', 6, true],
      ['ip -j link', 8, false],
    ])
  })

  it('[I-9] calls a document truncated at every length but the whole', () => {
    const whole = '[{"a":{"b":[1,-2.5e3,null,true]},"c":"\\u00e9\\""}]'
    for (let n = 1; n < whole.length; n++) expect(jsonPieces(whole.slice(0, n)).every((p) => p.truncated)).toBe(true)
    expect(jsonPieces(whole).map((p) => p.truncated)).toEqual([false])
    expect(jsonPieces(`${whole}\nhv# `)).toHaveLength(1)
  })

  it('[I-9] goes on behind a document that breaks off into a prompt', () => {
    const pieces = jsonPieces('[{"ifname":"lo","operst\nhv# ip -j link\n[{"ifname":"a"}]')
    expect(pieces.map((p) => [p.line, p.fault])).toEqual([
      [1, 'broken'],
      [3, undefined],
    ])
  })

  it('takes no set of a filter language for JSON', () => {
    expect(jsonPieces('table inet f {\n\tset s {\n elements = { "eth0", "eth1" }\n } }\n')).toEqual([])
  })
})

describe('a place in the evidence', () => {
  const text = 'hv# x\n[\n  {"ifname": "br0",\n   "vlan": 10, "token": "abc"},\n  {"a/b": {"": 7}}\n]\n'
  it('[I-10] finds the line and the words of a pointer', () => {
    expect(lineOfPointer(text, '/0/vlan')).toBe(4)
    const quote = quoteAt(text, { pointer: '/0/vlan' })
    expect(quote?.text).toBe(`{"ifname":"br0","vlan":10,"token":"${REMOVED}"}`)
    expect(quote?.text.slice(...(quote.mark ?? [0, 0]))).toBe('"vlan":10')
    expect(text.slice(quote?.start, quote?.end)).toBe('"vlan": 10')
    expect(quoteAt(text, { pointer: '/1/a~1b/' })?.line).toBe(5)
    expect(quoteAt(text, { pointer: '/7' })).toBeNull()
    expect(quoteAt(text, { line: 1 })?.text).toBe('hv# x')
  })

  it('[I-10] looks in the document in which the line lies, where there are several', () => {
    const two = 'hv# a\n[{"x":1}]\nhv# b\n[{"x":2,\n"y":3}]\n'
    expect(quoteAt(two, { pointer: '/0/x' })?.line).toBe(2)
    expect(quoteAt(two, { pointer: '/0/x', line: 4 })?.text).toBe('{"x":2,"y":3}')
    expect(quoteAt(two, { pointer: '/0/x', line: 5 })?.line).toBe(4)
    expect(quoteAt(two, { pointer: '/0/y', line: 2 })).toBeNull()
  })

  it('[I-10] answers many questions about a large document without reading it anew', () => {
    const large = JSON.stringify(
      Array.from({ length: 50_000 }, (_, n) => ({ name: `tap-${n}`, mac: '02:00:00:00:00:01' })),
    )
    const look = quoter(large)
    const start = performance.now()
    for (let n = 0; n < 50_000; n += 10) expect(look({ pointer: `/${n}/mac`, line: 1 })?.line).toBe(1)
    expect(performance.now() - start).toBeLessThan(5_000)
  })

  it('[I-10] takes the last of duplicate keys, as JSON.parse does', () => {
    expect(quoteAt('{"a":1,\n"a":2}', { pointer: '/a' })?.line).toBe(2)
  })
})

describe('secrets', () => {
  it.each([
    ['{"password":"abc def","a":1}', `{"password":"${REMOVED}","a":1}`],
    ['"UserData": {"Value": "c2Vj"}', `"UserData": {"Value": "${REMOVED}"}`],
    ['aws_secret_access_key = wJalr/XUtn', `aws_secret_access_key = ${REMOVED}`],
    ['"SecretAccessKey": "wJalr/XUtn"', `"SecretAccessKey": "${REMOVED}"`],
    ['snmp-server community public RO', `snmp-server community ${REMOVED} RO`],
    ['https://u:pw@h/', `https://u:${REMOVED}@h/`],
    ['-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----x', `${REMOVED}x`],
    ['tacacs-server key 7 "abcdef"', `tacacs-server key 7 "${REMOVED}"`],
    ['crypto isakmp key MyPsk123 address 1.2.3.4', `crypto isakmp key ${REMOVED} address 1.2.3.4`],
    ['username a secret sha512 $6$salt$hash', `username a secret sha512 ${REMOVED}`],
    ['pre-shared-key ascii-text "$9$abcdef";', `pre-shared-key ascii-text "${REMOVED}";`],
    ['ip ospf message-digest-key 1 md5 7 0822', `ip ospf message-digest-key 1 md5 7 ${REMOVED}`],
    ['<pre_shared_key>abc.def</pre_shared_key>', `<pre_shared_key>${REMOVED}</pre_shared_key>`],
    ['node.session.auth.password = abc', `node.session.auth.password = ${REMOVED}`],
    ['set psk "abc def"', `set psk "${REMOVED}"`],
    ['{"key":"Name","value":"web"}', '{"key":"Name","value":"web"}'],
    ['"HttpTokens": "required"', '"HttpTokens": "required"'],
    ['"community":"65000:1"', '"community":"65000:1"'],
  ])('[I-11] are removed from %s', (text, clean) => {
    expect(redact(text)).toBe(clean)
    expect(redact(clean)).toBe(clean)
  })
})

describe('a refused command', () => {
  it.each([
    '',
    'hv# ip -j addr\nhv#\n',
    'Permission denied',
    'netlink: Error: Operation not permitted (you must be root)',
    '-bash: bridge: command not found',
    "% Invalid input detected at '^' marker.",
    'Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }\n  where OBJECT := { address }',
    'An error occurred (UnauthorizedOperation) when calling the DescribeVpcs operation: You are not authorized.',
    '{"Error":{"Code":"AccessDenied","Message":"no"}}',
  ])('[I-12] is missing evidence: %j', (text) => expect(refusal(text)).toBe(true))

  it.each(['[]', '{}', 'sysctl: permission denied on key "a"\nnet.ipv4.ip_forward = 1', '*filter\nCOMMIT'])(
    '[I-12] is not an answer that is empty or partly refused: %j',
    (text) => expect(refusal(text)).toBe(false),
  )
})
