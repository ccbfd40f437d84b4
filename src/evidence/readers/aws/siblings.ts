import type { Answer } from './answers.ts'
import type { Scope } from './scope.ts'

/**
 * Answers whose content does not say where they were asked (empty lists, refusals) take the account and region of their folder, where all others in
 * it agree: an empty answer of one account must not speak for another.
 */
export function placedBySiblings(answers: readonly Answer[]): readonly Answer[] {
  const told = new Map<string, Readonly<Record<keyof Scope, Set<string>>>>()
  for (const answer of answers) {
    const folder = folderOf(answer)
    const scopes = told.get(folder) ?? { account: new Set<string>(), region: new Set<string>() }
    scopes.account.add(answer.scope.account)
    scopes.region.add(answer.scope.region)
    told.set(folder, scopes)
  }
  return answers.map((answer) => {
    const scopes = told.get(folderOf(answer))
    const of = (key: keyof Scope): string => (answer.scope[key] === '' ? onlyOf(scopes?.[key]) : answer.scope[key])
    return answer.items.length > 0 ? answer : { ...answer, scope: { account: of('account'), region: of('region') } }
  })
}

const folderOf = ({ piece }: Answer): string => piece.artifact.path.split('/').slice(0, -1).join('/')

function onlyOf(values: ReadonlySet<string> | undefined): string {
  const named = [...(values ?? [])].filter((value) => value !== '')
  return named.length === 1 ? (named[0] ?? '') : ''
}
