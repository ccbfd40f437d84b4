import type { ReachReply } from '../audit/reach.ts'
import { sayPlain } from '../report/sentences/say.ts'
import type { Io } from './io.ts'

const WORDS = {
  ja: {
    delivered: { yes: '✕ 届きます', no: '● 届きません', unknown: '◐ 届くかどうか判定できません' },
    connected: {
      yes: '接続が成立します（応答も戻ります）',
      no: '接続は成立しません',
      unknown: '接続が成立するかどうか判定できません',
    },
    path: '経路',
    request: '要求が止まる所',
    reply: '応答が止まる所',
    why: '分からないこと',
  },
  en: {
    delivered: { yes: '✕ delivered', no: '● not delivered', unknown: '◐ cannot be determined' },
    connected: {
      yes: 'a connection works (the reply returns)',
      no: 'no connection works',
      unknown: 'whether a connection works cannot be determined',
    },
    path: 'path',
    request: 'the request stops at',
    reply: 'the reply stops at',
    why: 'not known',
  },
} as const

/** One answer for a person: the verdict, the path step by step with its evidence, where it stops, and what is not known. */
export function reachText(answer: ReachReply, io: Io): string {
  const words = WORDS[io.lang]
  const lines = [words.delivered[answer.delivered], `  ${words.connected[answer.connected]}`]
  if (answer.path.length > 0) lines.push(`${words.path}:`, ...answer.path.flatMap((step) => stepLines(step, io)))
  if (answer.blockedAt !== null) {
    const { direction, device, decision } = answer.blockedAt
    lines.push(
      `${words[direction]}: ${device}: ${sayPlain('hops', decision, io.lang)}`,
      ...decision.from.map(placeLine),
    )
  }
  if (answer.unknowns.length > 0)
    lines.push(
      `${words.why}:`,
      ...answer.unknowns.map(({ code, params, device = '' }) => {
        return `  - ${sayPlain('unknowns', { code, params: { device, ...params } }, io.lang)}`
      }),
    )
  return `${lines.join('\n')}\n`
}

function stepLines(step: ReachReply['path'][number], io: Io): string[] {
  const decisions = step.because.flatMap((d) => [
    `      ${sayPlain('hops', d, io.lang)}`,
    ...d.from.slice(0, 2).map(placeLine),
  ])
  return [`  ${step.device} · ${step.what}${step.vlan === null ? '' : ` [VLAN ${step.vlan}]`}`, ...decisions]
}

const placeLine = ({ file, line, pointer }: { file: string; line?: number; pointer?: string }): string =>
  `        ${file}${line === undefined ? '' : `:${line}`}${pointer === undefined ? '' : ` #${pointer}`}`
