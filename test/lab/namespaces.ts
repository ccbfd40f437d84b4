import { execFileSync } from 'node:child_process'

/** Whether this machine lets the tests make network namespaces, and has the programs that they need. */
export function labsWork(): boolean {
  const name = `akashi-probe-${process.pid}`
  const programs = ['nft --version', 'ping -V', 'bridge -V', 'iptables-restore --version', 'bash --version']
  try {
    for (const program of programs) execFileSync('sh', ['-c', program], { stdio: 'ignore' })
    execFileSync('ip', ['netns', 'add', name], { stdio: 'ignore' })
    execFileSync('ip', ['netns', 'del', name], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
