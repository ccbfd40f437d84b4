import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTexts } from '../../../language/language.tsx'
import { fillIn } from '../../../language/text.ts'
import { withAdded, withMember, without } from './document.ts'
import type { PartProps } from './engagement-fields.tsx'
import { OTHERS, portsOf } from './shape.ts'
import type { PermissionShape } from './shape.ts'
import { TEXTS } from './texts.ts'

const PROTOCOLS = ['any', 'tcp', 'udp', 'icmp', 'sctp']

/** What may pass, why, and who approved it. */
export function PermissionFields({ text, onText, shape }: PartProps) {
  const t = useTexts(TEXTS)
  const { permitted, tenants } = shape
  const parties = [
    ...tenants.map(({ id }) => ({ value: id, label: fillIn(t.tenant, { id }) })),
    ...OTHERS.map((other) => ({ value: other, label: t[other] })),
    { value: 'tenant:*', label: t.everyTenant },
    { value: '*', label: t.everyone },
  ]
  const first = tenants[0]?.id ?? 'management'
  const add = (): void =>
    onText(
      withAdded(text, ['permitted'], { from: first, to: 'management', protocol: 'tcp', reason: '', approvedBy: '' }),
    )
  return (
    <fieldset>
      <legend>{t.permitted}</legend>
      <p className="note">{permitted.length === 0 ? t.noPermitted : t.permittedAbout}</p>
      {permitted.map((permission, i) => (
        <section className="tenant" key={i} aria-label={fillIn(t.permission, { n: i + 1 })}>
          <One {...{ text, onText, permission, parties }} at={i} />
        </section>
      ))}
      <Button variant="light" size="xs" onClick={add}>
        {t.addPermitted}
      </Button>
    </fieldset>
  )
}

interface OneProps extends Pick<PartProps, 'text' | 'onText'> {
  readonly permission: PermissionShape
  readonly parties: readonly { readonly value: string; readonly label: string }[]
  readonly at: number
}

function One({ text, onText, permission, parties, at }: OneProps) {
  const t = useTexts(TEXTS)
  const set = (key: keyof PermissionShape, value: unknown, isKept = false): void =>
    onText(withMember(text, ['permitted', at, key], value, isKept))
  const offered = (value: string) =>
    parties.some((party) => party.value === value) ? [...parties] : [...parties, { value, label: value }]
  const protocols = PROTOCOLS.includes(permission.protocol) ? PROTOCOLS : [...PROTOCOLS, permission.protocol]
  return (
    <>
      <div className="bar-row">
        {(['from', 'to'] as const).map((end) => (
          <NativeSelect
            key={end}
            className="grow"
            label={t[end]}
            value={permission[end]}
            data={offered(permission[end])}
            onChange={(event) => set(end, event.currentTarget.value)}
          />
        ))}
        <NativeSelect
          label={t.protocol}
          value={permission.protocol === '' ? 'any' : permission.protocol}
          data={protocols
            .filter((one) => one !== '')
            .map((one) => ({ value: one, label: one === 'any' ? t.any : one }))}
          onChange={(event) => set('protocol', numberOr(event.currentTarget.value))}
        />
        <Ports value={permission.ports} onPorts={(ports) => set('ports', ports)} />
      </div>
      <div className="bar-row">
        <TextInput
          className="grow"
          label={t.reason}
          value={permission.reason}
          onChange={(event) => set('reason', event.currentTarget.value, true)}
        />
        <TextInput
          className="grow"
          label={t.approvedBy}
          value={permission.approvedBy}
          onChange={(event) => set('approvedBy', event.currentTarget.value, true)}
        />
        <Button
          variant="subtle"
          size="compact-sm"
          className="danger"
          aria-label={fillIn(t.removeNamed, { name: fillIn(t.permission, { n: at + 1 }) })}
          onClick={() => onText(without(text, ['permitted', at]))}
        >
          {t.remove}
        </Button>
      </div>
    </>
  )
}

const numberOr = (value: string): number | string => (/^\d+$/.test(value) ? Number(value) : value)

/** What is being typed (a comma at the end, say) stays as it is typed; the text gets the ports. */
function Ports({ value, onPorts }: { readonly value: string; readonly onPorts: (ports: (number | string)[]) => void }) {
  const t = useTexts(TEXTS)
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <TextInput
      label={t.ports}
      placeholder={t.portsHelp}
      value={typed ?? value}
      onBlur={() => setTyped(null)}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        onPorts(portsOf(currentTarget.value))
      }}
    />
  )
}
