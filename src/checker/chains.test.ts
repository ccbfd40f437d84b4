import { describe, expect, it } from 'vitest'
import type { Action, Chain, Rule } from '../cloud/chain.ts'
import type { Match } from '../cloud/match.ts'
import { chain, cloudOf, face, prefix, router, rule, via } from '../../test/oracle/parts.ts'
import { atRouter, following, into, next, packet } from '../../test/oracle/stepping.ts'

/** A filter on the way in; the frame reaches the router when it passes. */
const guarded = (chains: readonly Chain[], filters = ['c']) =>
  cloudOf({ interfaces: [face('h:x', { router: 'h:r', inFilters: filters })], chains })

const passes = (chains: readonly Chain[], members = {}, filters?: readonly string[]) =>
  next(guarded(chains, filters === undefined ? ['c'] : [...filters]), into('h:x', { packet: packet(members) }))

const only = (match: Match, members = {}) => passes([chain('c', [rule('accept', match)], 'drop')], members).length > 0
const list = (rules: readonly Rule[], end: 'accept' | 'drop' = 'drop', ...others: readonly Chain[]) =>
  passes([chain('c', rules, end), ...others])
const go = (kind: 'jump' | 'goto'): Action => ({ kind, chain: 'd' })

const YES = ['router h:r']
const PERHAPS = ['router h:r?']

describe('filters', () => {
  it('[N-20] hold when all members hold, hold without members, and never with an empty list', () => {
    const match = { families: ['ip4' as const], src: [prefix('10.0.0.0/24')], protocol: [{ first: 6, last: 6 }] }
    expect(only(match)).toBe(true)
    expect(only({ ...match, dst: [prefix('10.9.0.0/16')] })).toBe(false)
    expect(only({})).toBe(true)
    expect(only({ states: [] })).toBe(false)
    expect(only({ src: [] })).toBe(false)
  })

  it('[N-21] are false on addresses for frames, on ports, types and flags for protocols without them', () => {
    const frame = { family: 'frame' as const, state: 'new' as const, mark: 0 }
    const asFrame = (match: Match) =>
      next(guarded([chain('c', [rule('accept', match)], 'drop')]), into('h:x', { packet: frame }))
    expect(asFrame({ src: [prefix('0.0.0.0/0')] })).toEqual([])
    expect(asFrame({ protocol: [{ first: 0, last: 255 }] })).toEqual([])
    expect(asFrame({ families: ['frame'] })).toEqual(YES)
    const gre = {
      family: 'ip4' as const,
      src: '10.0.0.2',
      dst: '10.0.1.2',
      protocol: 47,
      state: 'new' as const,
      mark: 0,
    }
    const asGre = (match: Match) =>
      next(guarded([chain('c', [rule('accept', match)], 'drop')]), into('h:x', { packet: gre }))
    expect(asGre({ dport: [{ first: 0, last: 65535 }] })).toEqual([])
    expect(asGre({ icmp: [{ first: 0, last: 65535 }] })).toEqual([])
    expect(asGre({ tcpFlags: [{ mask: 0, value: 0 }] })).toEqual([])
    expect(asGre({})).toEqual(YES)
  })

  it('[N-20] compare TCP flags under their mask', () => {
    expect(only({ tcpFlags: [{ mask: 0x12, value: 0x02 }] })).toBe(true)
    expect(only({ tcpFlags: [{ mask: 0x12, value: 0x10 }] })).toBe(false)
  })

  it('[N-22] take the first rule that decides, and the end where none does', () => {
    expect(list([rule('continue'), rule('accept'), rule('drop')])).toEqual(YES)
    expect(list([rule('drop'), rule('accept')], 'accept')).toEqual([])
    expect(list([], 'accept')).toEqual(YES)
    expect(list([], 'drop')).toEqual([])
  })

  it('[N-23] come back from a jump to the next rule, and from a goto to the caller only', () => {
    const empty = chain('d', [], 'drop')
    expect(list([rule(go('jump')), rule('accept')], 'drop', empty)).toEqual(YES)
    expect(list([rule(go('goto')), rule('accept')], 'drop', empty)).toEqual([])
    const through = chain('m', [rule(go('goto')), rule('drop')])
    expect(list([rule({ kind: 'jump', chain: 'm' }), rule('accept')], 'drop', through, empty)).toEqual(YES)
  })

  it('[N-24] leave a called chain by return, and end the entry chain by it', () => {
    const back = chain('d', [rule('return'), rule('drop')])
    expect(list([rule(go('jump')), rule('accept')], 'drop', back)).toEqual(YES)
    expect(list([rule('return'), rule('drop')], 'accept')).toEqual(YES)
    expect(list([rule('return'), rule('accept')], 'drop')).toEqual([])
  })

  it('[N-25] are in doubt about a match that was not understood, unless both ways agree', () => {
    const doubtful = { unknown: ['u'] }
    expect(list([rule('drop', doubtful)], 'accept')).toEqual(PERHAPS)
    expect(list([rule('accept', doubtful)], 'drop')).toEqual(PERHAPS)
    expect(list([rule('accept', doubtful)], 'accept')).toEqual(YES)
    expect(list([rule('drop', doubtful)], 'drop')).toEqual([])
    expect(list([rule('drop', { ...doubtful, states: ['invalid'] })], 'accept')).toEqual(YES)
    expect(list([rule(go('jump'), doubtful), rule('accept')], 'drop', chain('d', []))).toEqual(YES)
  })

  it('[N-25] are not slowed down by many doubtful calls', () => {
    const calls = Array.from({ length: 400 }, () => rule(go('jump'), { unknown: ['u'] }))
    expect(list(calls, 'accept', chain('d', [rule('continue')]))).toEqual(YES)
  })

  it('[N-26] may do anything by an unknown action, and are sure of nothing after it', () => {
    expect(list([rule('unknown')], 'accept')).toEqual(PERHAPS)
    expect(list([rule('unknown'), rule('drop')], 'drop')).toEqual(PERHAPS)
    expect(list([rule(go('jump'))], 'drop')).toEqual(PERHAPS)
  })

  it('[N-26] end on chains that call themselves', () => {
    expect(list([rule({ kind: 'jump', chain: 'c' })], 'accept')).toEqual(PERHAPS)
  })

  it('[N-27] mark packets and take them from the tracker, and go on', () => {
    const marked = [rule({ kind: 'mark', value: 5 }), rule('accept', { mark: [{ first: 5, last: 5 }] })]
    expect(list(marked)).toEqual(YES)
    expect(list([rule('notrack'), rule('accept', { states: ['untracked'] })])).toEqual(YES)
    const [after] = following(guarded([chain('c', marked, 'drop')]), into('h:x'))
    expect(after?.next.header.mark).toBe(5)
  })

  it('[N-28] let the packet on to the next entry of the hook when one accepts', () => {
    const entries = ['a', 'b'].map((id) => ({ hook: 'forward' as const, families: ['ip4' as const], chain: id }))
    const cloud = (end: 'accept' | 'drop') =>
      cloudOf({
        interfaces: [face('h:x'), face('h:y')],
        routers: [router('h:r', [via('0.0.0.0/0', 'h:y')], { entries })],
        chains: [chain('a', [rule('accept')]), chain('b', [], end)],
      })
    expect(next(cloud('accept'), atRouter('h:r', 'h:x'))).toEqual(['out h:y'])
    expect(next(cloud('drop'), atRouter('h:r', 'h:x'))).toEqual([])
  })
})
