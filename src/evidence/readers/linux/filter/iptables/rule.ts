import { redact } from '../../../../text/redact.ts'
import type { Source } from '../../../../../base/source.ts'
import { allOf } from '../match-algebra.ts'
import type { Condition, FilterRule, RuleAction } from '../ir.ts'
import type { FilterEnvironment } from '../environment.ts'
import { MODULES, readOption } from './match.ts'
import { targetOf } from './target.ts'
import { optionsOf, type Option } from './tokens.ts'

/** What one line `-A CHAIN …` is read with. */
export interface RuleScope {
  readonly family: 'ip' | 'ip6'
  readonly chain: string
  readonly chains: ReadonlySet<string>
  readonly environment: FilterEnvironment
  readonly at: Source
  readonly number: number
}

/** The rule of one line; null when it decides nothing. What was not understood of its match is an unknown condition. */
export function readIptablesRule(line: string, scope: RuleScope): FilterRule | null {
  const options = optionsOf(line)
  const jump = options.findIndex((o) => o.name === '-j' || o.name === '-g')
  const matches = jump === -1 ? options : options.slice(0, jump)
  const { environment, at } = scope
  const limit = matches.find((o) => o.name === '--limit')
  const lists = conditionLists(
    matches.filter((o) => o.name !== '--limit' && o.name !== '--limit-burst'),
    scope,
  )
  const conditions = allOf(lists) ?? [unknownCondition('too many alternatives', scope)]
  if (jump === -1 || conditions.length === 0) return null
  const [target, ...targetOptions] = options.slice(jump)
  const name = target?.values[0] ?? ''
  const action: RuleAction =
    target?.name === '-g'
      ? { kind: 'goto', target: name }
      : targetOf(name, targetOptions, {
          chain: scope.chain,
          chains: scope.chains,
          conditions: conditions.map((c) => c.match),
          marksMatter: environment.marksMatter,
          unknown: (what) => ({
            kind: 'unknown',
            unknown: environment.unknown('linux-iptables-target', { target: what }, at),
          }),
        })
  if (action.kind === 'continue') return null
  const limited =
    limit === undefined || (action.kind === 'accept' && !limit.not) ? [] : [[unknownCondition('limit', scope)]]
  const label = redact(matches.find((o) => o.name === '--comment')?.values[0] ?? `${scope.chain} ${scope.number}`)
  return { conditions: allOf([conditions, ...limited]) ?? conditions, action, label, from: [at] }
}

const unknownCondition = (what: string, { environment, at }: RuleScope): Condition => ({
  match: { unknown: [environment.unknown('linux-iptables-match', { match: what }, at)] },
})

/** Options that only announce others. */
const SILENT: ReadonlySet<string> = new Set(['-A', '-m', '-c'])

function conditionLists(options: readonly Option[], scope: RuleScope): readonly (readonly Condition[])[] {
  let module = ''
  const bridged = options.some((o) => o.name === '--physdev-is-bridged')
  return options.flatMap((option) => {
    if (option.name === '-m') {
      module = option.values[0] ?? ''
      return MODULES.has(module) ? [] : [[unknownCondition(module, scope)]]
    }
    if (SILENT.has(option.name) || (module !== '' && !MODULES.has(module) && !isGeneral(option))) return []
    const read = readOption(option, { family: scope.family, module, environment: scope.environment })
    if (read === null) return [[unknownCondition(option.name.replace(/^-+/, ''), scope)]]
    return [option.name.startsWith('--physdev-') && !bridged ? alsoRouted(option, read, scope) : read]
  })
}

const isGeneral = ({ name }: Option): boolean => /^-[sdpio]$/.test(name)

/** A packet that is routed keeps the port that it came in by, which the model does not: there the test may hold. */
const alsoRouted = (option: Option, read: readonly Condition[], scope: RuleScope): readonly Condition[] =>
  option.name === '--physdev-in' ? [...read, unknownCondition('physdev-in of a routed packet', scope)] : read
