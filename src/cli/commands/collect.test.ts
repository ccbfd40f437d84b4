import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { collectCommand } from './collect.ts'

async function run(...argv: string[]): Promise<{ status: number; out: string; err: string }> {
  const seen = { status: -1, out: '', err: '' }
  const io = {
    out: (text: string) => void (seen.out += text),
    err: (text: string) => void (seen.err += text),
    isTerminal: false,
    isErrTerminal: false,
    lang: 'en' as const,
  }
  const program = new Command('akashi').exitOverride()
  collectCommand.register(program, io, (status) => void (seen.status = status))
  await program.parseAsync(['node', 'akashi', 'collect', ...argv])
  return seen
}

describe('akashi collect', () => {
  it.each(['linux', 'aws'])('prints the script for %s on standard output and nothing else', async (source) => {
    const { status, out, err } = await run(source)
    expect([status, err]).toEqual([0, ''])
    expect(out.startsWith('#!/bin/sh\n')).toBe(true)
    expect(out.length).toBeGreaterThan(500)
  })
  it('names the sources that it knows when asked for another', async () => {
    const { status, out, err } = await run('vmware')
    expect([status, out]).toEqual([3, ''])
    expect(err).toContain('linux, aws')
  })
})
