import { execFileSync, spawn, type ChildProcess, type StdioOptions } from 'node:child_process'

/** Hosts of a lab as network namespaces that it makes and takes away. Everything stays inside them. */
export class Namespaces {
  private readonly prefix: string
  private readonly made = new Set<string>()
  private readonly servers: ChildProcess[] = []

  constructor(prefix: string) {
    this.prefix = prefix
  }

  name(host: string): string {
    return `${this.prefix}-${host}`
  }

  add(host: string): void {
    execFileSync('ip', ['netns', 'add', this.name(host)])
    this.made.add(host)
    this.run(host, 'ip link set lo up')
  }

  /** Runs one command in a host, as it would be typed there, and gives its output. */
  run(host: string, command: string, input?: string): string {
    const stdio: StdioOptions = ['pipe', 'pipe', 'pipe']
    const options = { encoding: 'utf8' as const, stdio, timeout: 20_000, ...(input === undefined ? {} : { input }) }
    return execFileSync('ip', ['netns', 'exec', this.name(host), 'sh', '-c', command], options)
  }

  /** The output, or what the command said when it failed: as an engineer's record would hold it. */
  record(host: string, command: string): string {
    try {
      return this.run(host, command)
    } catch (error) {
      return error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    }
  }

  /** A listener on these TCP ports, until the lab ends. */
  listen(host: string, ports: readonly number[]): void {
    const code = `for (const p of ${JSON.stringify(ports)}) require('net').createServer(s => s.end()).listen(p, '::'); setTimeout(() => process.exit(), 120000)`
    this.servers.push(
      spawn('ip', ['netns', 'exec', this.name(host), process.execPath, '-e', code], { stdio: 'ignore' }),
    )
  }

  end(): void {
    for (const server of this.servers) server.kill('SIGKILL')
    for (const host of this.made) {
      try {
        execFileSync('ip', ['netns', 'del', this.name(host)])
      } catch {
        // It went away with its last process.
      }
    }
  }
}

/** Whether this machine lets the tests make network namespaces, and has the programs that they need. */
export function labsWork(): boolean {
  const name = `akashi-probe-${process.pid}`
  try {
    for (const program of ['nft --version', 'ping -V']) execFileSync('sh', ['-c', program], { stdio: 'ignore' })
    execFileSync('ip', ['netns', 'add', name], { stdio: 'ignore' })
    execFileSync('ip', ['netns', 'del', name], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
