import { ActionIcon, Autocomplete, Button, NativeSelect } from '@mantine/core'
import { useTexts } from '../../../language/language.tsx'
import { fillIn } from '../../../language/text.ts'
import type { Path } from './document.ts'
import { withAdded, withMember, without } from './document.ts'
import { SELECTOR_KEYS } from './shape.ts'
import type { SelectorKey, SelectorShape } from './shape.ts'
import { TEXTS } from './texts.ts'

/** What the evidence holds, by the key that chooses it. */
export type Offers = Readonly<Record<SelectorKey, readonly string[]>>

interface Props {
  readonly text: string
  readonly onText: (text: string) => void
  readonly path: Path
  readonly selectors: readonly SelectorShape[]
  readonly offers: Offers
}

/** The rules by which a party owns endpoints: conditions of one rule side by side. */
export function SelectorRows({ text, onText, path, selectors, offers }: Props) {
  const t = useTexts(TEXTS)
  return (
    <div>
      {selectors.length === 0 ? <p className="note">{t.noSelectors}</p> : null}
      <ul className="rules">
        {selectors.map((selector, i) => (
          <li key={i}>
            <Rule {...{ text, onText, selector, offers }} path={[...path, i]} />
          </li>
        ))}
      </ul>
      <Button variant="subtle" size="compact-xs" onClick={() => onText(withAdded(text, path, { device: '' }, true))}>
        {t.addSelector}
      </Button>
    </div>
  )
}

function Rule({
  text,
  onText,
  path,
  selector,
  offers,
}: Omit<Props, 'selectors'> & { readonly selector: SelectorShape }) {
  const t = useTexts(TEXTS)
  const used = selector.map(([key]) => key)
  const free = SELECTOR_KEYS.find((key) => !used.includes(key))
  const rename = (from: SelectorKey, to: string, value: string): void => {
    const members = Object.fromEntries(selector.map(([key, old]) => (key === from ? [to, value] : [key, old])))
    onText(withMember(text, path, members, true))
  }
  return (
    <>
      {selector.map(([key, value]) => (
        <span className="condition" key={key}>
          <NativeSelect
            size="xs"
            aria-label={t.condition}
            value={key}
            data={SELECTOR_KEYS.filter((one) => one === key || !used.includes(one)).map((one) => ({
              value: one,
              label: t[one],
            }))}
            onChange={(event) => rename(key, event.currentTarget.value, value)}
          />
          <Autocomplete
            size="xs"
            aria-label={`${t[key]} ${t.value}`}
            value={value}
            data={[...offers[key]]}
            limit={12}
            onChange={(next) => onText(withMember(text, [...path, key], next, true))}
          />
          {selector.length < 2 ? null : (
            <ActionIcon
              variant="subtle"
              size="sm"
              aria-label={fillIn(t.removeNamed, { name: t[key] })}
              onClick={() => onText(without(text, [...path, key]))}
            >
              ✕
            </ActionIcon>
          )}
        </span>
      ))}
      {free === undefined ? null : (
        <Button variant="subtle" size="compact-xs" onClick={() => onText(withMember(text, [...path, free], '', true))}>
          {t.addCondition}
        </Button>
      )}
      <Button variant="subtle" size="compact-xs" className="danger" onClick={() => onText(without(text, path))}>
        {t.remove}
      </Button>
    </>
  )
}
