import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { allowedFetch } from './outbound.ts'
import { isPermittedAddress } from './outbound/addresses.ts'
import { BadHost, hostRules } from './outbound/hosts.ts'
import { OutboundRefused } from './outbound/refused.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A server on loopback: its `host:port`. */
async function serverOf(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof OutboundRefused ? error.code : `not a refusal: ${String(error)}`),
  )

describe('[O-1] an outbound call', () => {
  it('goes to a listed host with its method, headers and body, and brings back the answer', async () => {
    const host = await serverOf((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        response.writeHead(202, { 'x-seen': `${request.method} ${String(request.headers['x-mine'])} ${request.url}` })
        response.end(Buffer.concat(chunks))
      })
    })
    const fetch = allowedFetch({ hosts: [`${host}+private`] })
    const answer = await fetch(`http://${host}/a?b=1`, { method: 'POST', headers: { 'x-mine': 'yes' }, body: '証' })
    expect([answer.status, answer.headers.get('x-seen'), await answer.text()]).toEqual([202, 'POST yes /a?b=1', '証'])
    expect(
      (await fetch(new Request(`http://${host}/`, { method: 'PUT', body: new URLSearchParams({ a: 'b' }) }))).status,
    ).toBe(202)
  })

  it('is refused to every host and port that is not on the list', async () => {
    const host = await serverOf((_, response) => void response.end('secret'))
    const listed = allowedFetch({ hosts: ['hooks.example.jp', 'other.example.jp:8443', '127.0.0.1:1+private'] })
    for (const url of [
      `http://${host}/`,
      'https://example.jp/',
      'https://a.hooks.example.jp/',
      'https://hooks.example.jp.example.com/',
      'https://hooks.example.jp:8443/',
      'https://hooks.example.jp./',
      'https://other.example.jp/',
      'http://hooks.example.jp/',
    ])
      expect([url, await codeOf(listed(url))]).toEqual([url, 'host'])
    expect(await codeOf(allowedFetch({ hosts: [] })('https://hooks.example.jp/'))).toBe('host')
  })

  it('is by https, and by http only to loopback that is listed as private', async () => {
    const host = await serverOf((_, response) => void response.end('ok'))
    expect(await codeOf(allowedFetch({ hosts: [host] })(`http://${host}/`))).toBe('scheme')
    expect(await codeOf(allowedFetch({ hosts: ['inner.example.jp:80+private'] })('http://inner.example.jp/'))).toBe(
      'scheme',
    )
    expect(await codeOf(allowedFetch({ hosts: ['inner.example.jp'] })('ftp://inner.example.jp/'))).toBe('scheme')
    expect(await codeOf(allowedFetch({ hosts: [`${host}+private`] })(`http://${host}/`))).toBe('answered')
    // A server that speaks no TLS is not asked in the clear.
    expect(await codeOf(allowedFetch({ hosts: [`${host}+private`] })(`https://${host}/`))).toBe('network')
  })

  it('never follows a redirect: it is given back as it is', async () => {
    let followed = 0
    const target = await serverOf((_, response) => void response.end(String((followed += 1))))
    const host = await serverOf((_, response) => void response.writeHead(302, { location: `http://${target}/` }).end())
    const fetch = allowedFetch({ hosts: [`${host}+private`, `${target}+private`] })
    const answer = await fetch(`http://${host}/`, { redirect: 'follow' })
    expect([answer.status, answer.headers.get('location'), followed]).toEqual([302, `http://${target}/`, 0])
  })

  it('ends when the answer is slow, in its head or drop by drop', async () => {
    const silent = await serverOf(() => undefined)
    const dripping = await serverOf((_, response) => {
      const drop = setInterval(() => response.write('.'), 20)
      response.on('close', () => clearInterval(drop))
    })
    for (const host of [silent, dripping]) {
      const began = performance.now()
      expect(await codeOf(allowedFetch({ hosts: [`${host}+private`], timeoutMs: 200 })(`http://${host}/`))).toBe(
        'timeout',
      )
      expect(performance.now() - began).toBeLessThan(3000)
    }
  })

  it('ends when the answer is huge, packed or cut short', async () => {
    const huge = await serverOf((_, response) => {
      const more = (): void => {
        while (response.write(Buffer.alloc(65_536)));
      }
      response.on('drain', more)
      more()
    })
    const packed = await serverOf(
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
    )
    const short = await serverOf((_, response) => {
      response.writeHead(200, { 'content-length': 100 })
      response.write('x', () => response.destroy())
    })
    const ask = (host: string) => allowedFetch({ hosts: [`${host}+private`], maxBytes: 1_000_000 })(`http://${host}/`)
    expect(await codeOf(ask(huge))).toBe('too-large')
    expect(await codeOf(ask(packed))).toBe('encoded')
    expect(await codeOf(ask(short))).toBe('network')
  })

  it('is refused when one of the addresses of the name is an inner one', async () => {
    const host = await serverOf((_, response) => void response.end('inner'))
    const port = host.split(':')[1]
    const at =
      (...addresses: string[]) =>
      async () =>
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    for (const address of [
      '127.0.0.1',
      '10.1.2.3',
      '192.168.0.1',
      '169.254.169.254',
      '::1',
      'fd12::1',
      '::ffff:10.0.0.1',
    ]) {
      for (const addresses of [[address], ['93.184.216.34', address]]) {
        const fetch = allowedFetch({ hosts: [`hooks.example.jp:${port}`], lookup: at(...addresses) })
        expect([address, await codeOf(fetch(`https://hooks.example.jp:${port}/`))]).toEqual([address, 'address'])
      }
    }
    expect(await codeOf(allowedFetch({ hosts: ['hooks.example.jp'], lookup: at() })('https://hooks.example.jp/'))).toBe(
      'network',
    )
    // Listed as private, the same name is asked at that address.
    const named = allowedFetch({ hosts: [`localhost:${port}+private`], lookup: at('127.0.0.1') })
    expect(await (await named(`http://localhost:${port}/`)).text()).toBe('inner')
    // The metadata service is not, even so.
    const metadata = allowedFetch({ hosts: [`localhost:${port}+private`], lookup: at('169.254.169.254') })
    expect(await codeOf(metadata(`http://localhost:${port}/`))).toBe('address')
  })

  it('is refused to an inner address that the URL itself names, however it is written', async () => {
    for (const host of [
      '127.0.0.1',
      '0x7f.1',
      '2130706433',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '169.254.169.254',
      '10.0.0.8',
    ])
      expect([host, await codeOf(allowedFetch({ hosts: [host] })(`https://${host}/`))]).toEqual([host, 'address'])
  })

  it.each(['700 Odd', '999 Odd', '101 Switching Protocols'])(
    'is refused when the answer has a status that is none: %s',
    async (status) => {
      const odd = createTcpServer((socket) => {
        socket.on('error', () => undefined)
        socket.on('data', () => socket.end(`HTTP/1.1 ${status}\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n`))
      })
      await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', () => resolve()))
      const host = `127.0.0.1:${(odd.address() as AddressInfo).port}`
      const asked = allowedFetch({ hosts: [`${host}+private`], timeoutMs: 5000 })(`http://${host}/`)
      expect(await codeOf(asked)).toBe('network')
      odd.close()
    },
  )

  it('ends when the caller ends it', async () => {
    const host = await serverOf(() => undefined)
    const controller = new AbortController()
    const asked = allowedFetch({ hosts: [`${host}+private`] })(`http://${host}/`, { signal: controller.signal })
    setTimeout(() => controller.abort(), 50)
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
    const ended = { method: 'POST', body: 'x', signal: AbortSignal.abort() }
    const late = allowedFetch({ hosts: [`${host}+private`], timeoutMs: 1000 })(`http://${host}/`, ended)
    await expect(late).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('goes through no proxy of the environment', async () => {
    let proxied = 0
    const proxy = await serverOf((_, response) => void response.end(String((proxied += 1))))
    const host = await serverOf((_, response) => void response.end('straight'))
    const before = process.env['HTTP_PROXY']
    process.env['HTTP_PROXY'] = `http://${proxy}`
    try {
      expect(await (await allowedFetch({ hosts: [`${host}+private`] })(`http://${host}/`)).text()).toBe('straight')
    } finally {
      if (before === undefined) delete process.env['HTTP_PROXY']
      else process.env['HTTP_PROXY'] = before
    }
    expect(proxied).toBe(0)
  })
})

describe('[O-2] the list of hosts', () => {
  it('takes hosts and ports, and says what is none', () => {
    expect(hostRules(['Hooks.Example.JP', 'a.example.jp:8443+private', '[::1]:9000+private', '証.example.jp'])).toEqual(
      [
        { host: 'hooks.example.jp', isPrivate: false },
        { host: 'a.example.jp:8443', isPrivate: true },
        { host: '[::1]:9000', isPrivate: true },
        { host: 'xn--p12a.example.jp', isPrivate: false },
      ],
    )
    for (const entry of [
      '',
      '*',
      '*.example.jp',
      'https://example.jp',
      'example.jp/path',
      'a@b',
      'a b',
      'example.jp:99999',
      '+private',
      'example.jp.',
    ])
      expect(() => hostRules([entry]), entry).toThrow(BadHost)
  })

  it('never permits link-local, metadata or tunnelled addresses', () => {
    const never = [
      '169.254.169.254',
      'fe80::1',
      'fe80::1%eth0',
      'fd00:ec2::254',
      '100.100.100.200',
      '168.63.129.16',
      '0.0.0.0',
      '::',
      '224.0.0.1',
      '2002:7f00:1::',
      '64:ff9b::a9fe:a9fe',
      '::ffff:169.254.169.254',
      'nonsense',
      '',
    ]
    for (const address of never) expect([address, isPermittedAddress(address, true)]).toEqual([address, false])
    const inner = ['10.0.0.1', '172.31.255.255', '100.64.0.1', '127.8.8.8', 'fd12:3456::1', '::1', '64:ff9b::a00:1']
    for (const address of inner)
      expect([address, isPermittedAddress(address, false), isPermittedAddress(address, true)]).toEqual([
        address,
        false,
        true,
      ])
    for (const address of [
      '93.184.216.34',
      '172.32.0.1',
      '2606:2800:220:1::1',
      '64:ff9b::5db8:d822',
      '::ffff:93.184.216.34',
    ])
      expect([address, isPermittedAddress(address, false)]).toEqual([address, true])
  })
})
