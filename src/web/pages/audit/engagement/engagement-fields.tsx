import { Button, Checkbox, TextInput } from '@mantine/core'
import { useTexts } from '../../../language/language.tsx'
import { fillIn } from '../../../language/text.ts'
import { withAdded, withMember, without } from './document.ts'
import { PermissionFields } from './permission-fields.tsx'
import { SelectorRows } from './selector-rows.tsx'
import type { Offers } from './selector-rows.tsx'
import { OTHERS, shapeOf } from './shape.ts'
import type { Shape } from './shape.ts'
import { TEXTS } from './texts.ts'

export interface PartProps {
  readonly text: string
  readonly onText: (text: string) => void
  readonly shape: Shape
  readonly offers: Offers
}

const ROLES = ['provider', 'customer'] as const

/** The engagement as a form. Each change is written into the text, which alone is kept. */
export function EngagementFields(props: Omit<PartProps, 'shape'>) {
  const t = useTexts(TEXTS)
  const part = { ...props, shape: shapeOf(props.text) }
  return (
    <div className="form">
      <ServiceFields {...part} />
      <Tenants {...part} />
      {OTHERS.map((other) => (
        <fieldset key={other}>
          <legend>{t[other]}</legend>
          <SelectorRows {...part} path={[other, 'endpoints']} selectors={part.shape.others[other]} />
        </fieldset>
      ))}
      <PermissionFields {...part} />
      <p className="note">{t.notes}</p>
    </div>
  )
}

function ServiceFields({ text, onText, shape: { service } }: PartProps) {
  const t = useTexts(TEXTS)
  // A name that was written once for both languages becomes one for each.
  const name = (lang: 'ja' | 'en', value: string): void =>
    onText(withMember(text, ['service', 'name'], { ja: service.ja, en: service.en, [lang]: value }))
  const role = (one: string, isHeld: boolean): void =>
    onText(
      withMember(
        text,
        ['service', 'roles'],
        ROLES.filter((each) => (each === one ? isHeld : service.roles.includes(each))),
      ),
    )
  return (
    <fieldset>
      <legend>{t.serviceOf}</legend>
      <div className="pair">
        <TextInput label={t.nameJa} value={service.ja} onChange={(event) => name('ja', event.currentTarget.value)} />
        <TextInput label={t.nameEn} value={service.en} onChange={(event) => name('en', event.currentTarget.value)} />
      </div>
      <div className="bar-row" style={{ marginTop: 8 }}>
        <span className="soft">{t.roles}</span>
        {ROLES.map((one) => (
          <Checkbox
            key={one}
            label={t[one]}
            checked={service.roles.includes(one)}
            onChange={(event) => role(one, event.currentTarget.checked)}
          />
        ))}
      </div>
    </fieldset>
  )
}

function Tenants({ text, onText, shape, offers }: PartProps) {
  const t = useTexts(TEXTS)
  const { tenants } = shape
  return (
    <fieldset>
      <legend>{t.tenants}</legend>
      <p className="note">{t.selectorsAbout}</p>
      {tenants.map(({ id, selectors }, i) => (
        <section className="tenant" key={i} aria-label={fillIn(t.tenant, { id })}>
          <div className="bar-row">
            <TextInput
              label={t.tenantId}
              value={id}
              onChange={(event) => onText(withMember(text, ['tenants', i, 'id'], event.currentTarget.value, true))}
            />
            <Button
              variant="subtle"
              size="compact-sm"
              className="danger"
              aria-label={fillIn(t.removeNamed, { name: fillIn(t.tenant, { id }) })}
              onClick={() => onText(without(text, ['tenants', i]))}
            >
              {t.remove}
            </Button>
          </div>
          <SelectorRows {...{ text, onText, selectors, offers }} path={['tenants', i, 'endpoints']} />
        </section>
      ))}
      <Button
        variant="light"
        size="xs"
        onClick={() => onText(withAdded(text, ['tenants'], { id: freeId(shape), endpoints: [] }))}
      >
        {t.addTenant}
      </Button>
    </fieldset>
  )
}

/** A letter that no tenant has: A, B, … else a number. */
export function freeId({ tenants }: Shape): string {
  const taken = new Set(tenants.map(({ id }) => id))
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  return letters.find((letter) => !taken.has(letter)) ?? `T${tenants.length + 1}`
}
