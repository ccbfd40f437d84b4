import { Button, Menu } from '@mantine/core'
import { useTexts } from '../language/language.tsx'

const TEXTS = { columns: { ja: '列', en: 'Columns' } } as const

interface Named {
  readonly key: string
  readonly title: string
}

/** Which columns are shown; the first always is. */
export function ColumnChoice({
  columns,
  hidden,
  onChange,
}: {
  readonly columns: readonly Named[]
  readonly hidden: ReadonlySet<string>
  readonly onChange: (hidden: ReadonlySet<string>) => void
}) {
  const t = useTexts(TEXTS)
  const turned = (key: string): ReadonlySet<string> =>
    hidden.has(key) ? new Set([...hidden].filter((one) => one !== key)) : new Set([...hidden, key])
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Button variant="default">{t.columns}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {columns.slice(1).map(({ key, title }) => (
          <Menu.Item key={key} onClick={() => onChange(turned(key))} leftSection={hidden.has(key) ? '□' : '■'}>
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
