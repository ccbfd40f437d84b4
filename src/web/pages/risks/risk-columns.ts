import { standingOf, stateOf } from '../../../isms/level.ts'
import type { Standing } from '../../../isms/level.ts'
import { ismsWord } from '../../../report/isms/sentences.ts'
import { useRecords } from '../../api/hooks.ts'
import type { Recorded } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import type { Column } from '../../parts/arranged.ts'
import { useServiceName } from '../../parts/services.ts'
import { wordList } from '../../language/words.ts'
import { TEXTS } from './texts.ts'

type Risk = Recorded<'risk'>

/** How a risk stands by the criteria that it was assessed with. */
export function useStanding(): (risk: Risk['body']) => Standing {
  const versions = new Map((useRecords('criteria').data ?? []).map(({ id, body }) => [id, body]))
  return (risk) => standingOf(risk, versions.get(risk.criteria ?? ''))
}

/** The columns of every list of risks. */
export function useRiskColumns(): readonly Column<Risk>[] {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const nameOf = useServiceName()
  const standing = useStanding()
  const state = ({ body }: Risk): string => t[stateOf(body, standing(body))]
  return [
    { key: 'title', sort: 'title', title: t.name, value: ({ body }) => body.title, width: '32%' },
    {
      key: 'service',
      sort: 'serviceName',
      title: t.service,
      value: ({ body }) => nameOf(body.service),
      isSecondary: true,
    },
    { key: 'role', sort: 'role', title: t.role, value: ({ body }) => ismsWord(body.role, lang), isSecondary: true },
    {
      key: 'loses',
      sort: 'loses',
      title: t.loses,
      value: ({ body }) =>
        wordList(
          body.loses.map((one) => ismsWord(one, lang)),
          lang,
        ),
      isSecondary: true,
    },
    { key: 'owner', sort: 'owner', title: t.owner, value: ({ body }) => body.owner, isSecondary: true },
    { key: 'level', sort: 'level', title: t.level, value: ({ body }) => standing(body).level ?? '—', width: '5.5em' },
    {
      key: 'residual',
      sort: 'residual',
      title: t.residual,
      value: ({ body }) => standing(body).residual ?? '—',
      width: '5.5em',
    },
    { key: 'state', sort: 'state', title: t.state, value: state, width: '8em' },
  ]
}
