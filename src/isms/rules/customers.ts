import { controlKey } from '../control-items.ts'
import { servicesInScope } from '../isms.ts'
import type { Isms } from '../isms.ts'
import { open, openWhen } from '../open.ts'
import type { OpenPoint } from '../open.ts'
import type { Localized } from '../records/fields.ts'
import type { Identified } from '../records/kinds.ts'
import { INFORMATION_TOPICS } from '../records/responsibility.ts'

const provided = (isms: Isms): readonly string[] =>
  servicesInScope(isms)
    .filter(({ roles }) => roles.includes('provider'))
    .map(({ id }) => id)

/** T-5, CLD.6.3.1: for every provided service and cloud control it is settled who answers for it, and said in both languages. */
export function responsibilitiesAreShared(isms: Isms): readonly OpenPoint[] {
  const settled = new Map(isms.records.responsibility.map((one) => [`${one.service} ${controlKey(one.control)}`, one]))
  const controls = isms.controls.filter(({ cloud }) => cloud)
  return provided(isms).flatMap((service) =>
    controls.flatMap((control) => {
      const one = settled.get(`${service} ${controlKey(control)}`)
      const params = { service, edition: control.edition, item: control.item }
      if (one === undefined || one.who === null)
        return [open('responsibility-missing', { kind: 'responsibility', id: one?.id ?? null }, params)]
      return sidesOf(one).flatMap((side) =>
        openWhen(
          !isBoth(one[side]),
          'responsibility-text-missing',
          { kind: 'responsibility', id: one.id, field: side },
          { ...params, side },
        ),
      )
    }),
  )
}

const sidesOf = ({ who }: Identified<'responsibility'>): readonly ('provider' | 'customer')[] =>
  who === 'both' ? ['provider', 'customer'] : who === 'provider' || who === 'customer' ? [who] : []

const isBoth = ({ ja, en }: Localized): boolean => ja !== '' && en !== ''

/** T-5: every topic that a provider owes its customers is written in both languages, or reasoned out. */
export function customersAreInformed(isms: Isms): readonly OpenPoint[] {
  const written = new Map(isms.records.information.map((one) => [`${one.service} ${one.topic}`, one]))
  return provided(isms).flatMap((service) =>
    INFORMATION_TOPICS.flatMap((topic) => {
      const one = written.get(`${service} ${topic}`)
      const at = { kind: 'information', id: one?.id ?? null } as const
      if (one === undefined || (one.notApplicable === '' && one.text.ja === '' && one.text.en === ''))
        return [open('information-missing', at, { service, topic })]
      return openWhen(one.notApplicable === '' && !isBoth(one.text), 'information-untranslated', at, { service, topic })
    }),
  )
}
