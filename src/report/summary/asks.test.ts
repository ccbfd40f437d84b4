import { describe, expect, it } from 'vitest'
import { sample } from '../fixtures/sample.ts'
import { askPlain } from '../sentences/ask.ts'
import { asksOf } from './asks.ts'

const [open] = sample.open
const asking = (unknown: string, device: string | null, ask: string) => ({ ...open!, unknown, device, ask })

describe('the evidence to ask for', () => {
  it('is one list: every command once for each device, and what it would settle', () => {
    const list = asksOf([
      asking('1', 'hv', 'bridge -j vlan show'),
      asking('2', 'hv', 'bridge -j vlan show; sysctl -a'),
      asking('3', null, 'aws ec2 describe-vpcs'),
      asking('4', 'hv', ''),
    ])
    expect(list).toEqual([
      { device: 'hv', asks: ['bridge -j vlan show', 'sysctl -a'], settles: ['1', '2'] },
      { device: null, asks: ['aws ec2 describe-vpcs'], settles: ['3'] },
    ])
  })

  it('reads as a request in both languages', () => {
    const one = asking('1', 'hv', 'sysctl -a')
    expect(askPlain(one, 'ja')).toBe('hv での sysctl -a の出力')
    expect(askPlain(one, 'en')).toBe('The output of sysctl -a on hv')
    expect(askPlain(open!, 'ja')).toBe('hv2 の証拠も収集してください。')
  })
})
