import { Button, NativeSelect } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { SeenEndpoint, Sight } from '../../../../server/audit/sight.ts'
import { groupBy } from '../../../../base/group.ts'
import { partyName } from '../../../../report/sentences/say.ts'
import { useRecords } from '../../../api/hooks.ts'
import { useLanguage, useTexts } from '../../../language/language.tsx'
import { fillIn } from '../../../language/text.ts'
import { Trouble } from '../../../parts/trouble.tsx'
import { assigned } from './assign.ts'
import { freeId } from './engagement-fields.tsx'
import { OTHERS, shapeOf } from './shape.ts'
import { wordList } from '../../../language/words.ts'
import { TEXTS } from './texts.ts'

interface Props {
  readonly evidence: string
  readonly onEvidence: (id: string) => void
  readonly sight: Sight | undefined
  /** When it was seen: another time, another look; 0 while it is of an earlier text. */
  readonly seenAt: number
  readonly error: unknown
  readonly text: string
  readonly onText: (text: string) => void
}

/** The devices of a set of evidence with whose they are; choosing an owner writes the rule. */
export function SightPanel({ evidence, onEvidence, sight, seenAt, error, text, onText }: Props) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const sets = (useRecords('evidence').data ?? []).filter(({ body }) => body.files.length > 0)
  return (
    <fieldset>
      <legend>{t.evidence}</legend>
      <p className="note">{sets.length === 0 ? t.noEvidence : t.evidenceAbout}</p>
      {sets.length === 0 ? null : (
        <div className="bar-row">
          <NativeSelect
            className="grow"
            label={t.whichEvidence}
            value={evidence}
            data={[{ value: '', label: t.choose }, ...sets.map(({ id, body }) => ({ value: id, label: body.title }))]}
            onChange={(event) => onEvidence(event.currentTarget.value)}
          />
          {sight === undefined ? null : (
            <Button variant="default" title={t.draftAbout} onClick={() => onText(sight.draft[lang])}>
              {t.draft}
            </Button>
          )}
        </div>
      )}
      <Trouble error={error} />
      {sight === undefined ? null : <Devices {...{ sight, seenAt, text, onText }} />}
    </fieldset>
  )
}

const SHOWN = 200
const NEW = ' new'

/** What was chosen stands until the evidence was looked at again with the new text; then stands what is so. */
function useChosen(seenAt: number) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map())
  useEffect(() => {
    if (seenAt > 0) setChosen(new Map())
  }, [seenAt])
  return { chosen, choose: (device: string, party: string) => setChosen(new Map([...chosen, [device, party]])) }
}

function Devices({
  sight,
  seenAt,
  text,
  onText,
}: { readonly sight: Sight } & Pick<Props, 'seenAt' | 'text' | 'onText'>) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const { chosen, choose } = useChosen(seenAt)
  const shape = shapeOf(text)
  const devices = [...groupBy(sight.endpoints, ({ device }) => device)]
  const choices = [
    { value: '', label: t.nobody },
    ...shape.tenants.map(({ id }) => ({ value: id, label: partyName(id, lang) })),
    ...OTHERS.map((other) => ({ value: other, label: t[other] })),
    { value: NEW, label: t.newTenant },
  ]
  return (
    <div className="scroll sight" role="region" tabIndex={0} aria-label={t.evidence}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t.device}</th>
            <th scope="col">{t.addresses}</th>
            <th scope="col">{t.owner}</th>
          </tr>
        </thead>
        <tbody>
          {devices.slice(0, SHOWN).map(([device, endpoints]) => {
            const owners = [...new Set(endpoints.map(({ party }) => party ?? ''))]
            const owner = owners.length === 1 ? (owners[0] ?? '') : ' several'
            const several = { value: ' several', label: fillIn(t.several, { names: namesOf(owners, lang) }) }
            return (
              <tr key={device}>
                <th scope="row">
                  {device}
                  {endpoints.some(({ carries }) => carries) ? <small className="soft"> {t.carries}</small> : null}
                </th>
                <td className="mono">{addressesOf(endpoints)}</td>
                <td>
                  <NativeSelect
                    size="xs"
                    aria-label={fillIn(t.ownerOf, { device })}
                    value={chosen.get(device) ?? owner}
                    data={owners.length === 1 ? choices : [several, ...choices]}
                    onChange={({ currentTarget: { value } }) => {
                      const party = value === NEW ? freeId(shape) : value
                      choose(device, party)
                      onText(assigned(text, device, party))
                    }}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {devices.length > SHOWN ? <p className="note">{fillIn(t.more, { count: devices.length - SHOWN })}</p> : null}
    </div>
  )
}

const namesOf = (owners: readonly string[], lang: 'ja' | 'en'): string =>
  wordList(
    owners.map((owner) => partyName(owner, lang)),
    lang,
  )

const addressesOf = (endpoints: readonly SeenEndpoint[]): string =>
  [
    ...new Set(
      endpoints.flatMap(({ addresses, vrf }) => [
        ...(vrf === null ? [] : [`vrf ${vrf}`]),
        ...addresses.filter((text) => !text.startsWith('fe80')),
      ]),
    ),
  ]
    .slice(0, 6)
    .join(' ')
