export const TCP_PORTS = [22, 80] as const
export const UDP_PORTS = [53] as const

/** Answers on every port of the lab until it is killed: TCP on all addresses, UDP on each (so that it answers from the address that was asked). */
export const LISTENER = `
const { networkInterfaces } = require('os')
for (const p of ${JSON.stringify(TCP_PORTS)}) require('net').createServer((s) => { s.on('error', () => {}); s.end() }).listen(p, '::')
for (const { address, family, scopeid } of Object.values(networkInterfaces()).flat()) {
  if (scopeid) continue
  for (const p of ${JSON.stringify(UDP_PORTS)}) {
    const socket = require('dgram').createSocket(family === 'IPv6' ? 'udp6' : 'udp4')
    socket.on('error', () => {})
    socket.on('message', (text, from) => socket.send(text, from.port, from.address))
    socket.bind(p, address)
  }
}
setTimeout(() => process.exit(), 240000)
`

/**
 * Tries every target of one host (\`targets.json\` beside it): \`ADDRESS icmp|tcp/PORT|udp/PORT yes|no\` a line. What fails is tried once more,
 * then from the other addresses of the interface that it left by and from those of the loopback, as a program may that binds to one.
 */
export const PROBER = `
const { connect } = require('net'); const { execFile } = require('child_process'); const dgram = require('dgram')
const slow = Number(process.env.SLOW || 1)
const mine = process.argv[2]
const targets = JSON.parse(require('fs').readFileSync(__dirname + '/targets.json', 'utf8')).filter((t) => t.host !== mine)
const tcp = (a, p, from) => new Promise((done) => { const s = connect({ host: a, port: p, ...(from ? { localAddress: from } : {}) })
  const end = (ok) => { s.destroy(); done(ok) }
  s.setTimeout(1600 * slow, () => end(false)); s.on('connect', () => end(true)); s.on('error', () => end(false)) })
const socketTo = (a, p, from, ready, failed) => { const s = dgram.createSocket(a.includes(':') ? 'udp6' : 'udp4'); s.on('error', failed)
  const go = () => s.connect(p, a, (e) => (e ? failed(e) : ready(s)))
  if (from) s.bind(0, from, go); else go()
  return s }
const udp = (a, p, from) => new Promise((done) => { let over = false; let again; let late
  const end = (ok) => { if (over) return; over = true; clearInterval(again); clearTimeout(late); s.close(); done(ok) }
  const s = socketTo(a, p, from, () => { s.on('message', () => end(true)); s.send('akashi', () => {})
    again = setInterval(() => s.send('akashi', () => {}), 500 * slow) }, () => end(false))
  late = setTimeout(() => end(false), 1600 * slow) })
const ping = (a, from) => new Promise((done) => execFile('ping', ['-n', '-c', '2', '-i', '0.3', '-W', String(slow), ...(from ? ['-I', from] : []), a], (e) => done(!e)))
const local = (a) => new Promise((done) => { const s = socketTo(a, 9, null, () => { const l = s.address().address; s.close(); done(l) }, () => { try { s.close() } catch {} done(null) }) })
const faces = Object.entries(require('os').networkInterfaces()).map(([name, list]) => ({ name, own: list.filter((x) => !x.scopeid && !/^127\\.|^::1$/.test(x.address)).map((x) => x.address) }))
async function others(a) {
  const first = await local(a)
  if (first === null) return []
  const at = faces.filter((f) => f.name === 'lo' || f.own.includes(first)).flatMap((f) => f.own)
  return at.filter((x) => x !== first && x.includes(':') === a.includes(':'))
}
async function answered(a, ask) {
  for (const from of [null, null, ...(await others(a))]) if (await ask(from)) return true
  return false
}
const tries = targets.flatMap(({ address: a }) => [[a, 'icmp', (from) => ping(a, from)],
  ...${JSON.stringify(TCP_PORTS)}.map((p) => [a, 'tcp/' + p, (from) => tcp(a, p, from)]), ...${JSON.stringify(UDP_PORTS)}.map((p) => [a, 'udp/' + p, (from) => udp(a, p, from)])])
Promise.all(tries.map(async ([a, what, ask]) => console.log(a + ' ' + what + ' ' + ((await answered(a, ask)) ? 'yes' : 'no')))).then(() => process.exit())
`
