import type { Knowable } from '../../../../cloud/knowable.ts'
import type { Host } from '../host.ts'

export interface Setting {
  readonly value: number
  readonly key: string
}

/** A setting's number, with its place; undefined where the output does not name it. Names of interfaces have `/` where they have dots. */
export function setting(
  host: Host,
  ...keys: readonly string[]
): { readonly value: number; readonly key: string } | undefined {
  for (const key of keys) {
    const found = host.facts.sysctl?.values.get(key)
    if (found !== undefined && /^-?\d{1,9}$/.test(found.value)) return { value: Number(found.value), key }
  }
  return undefined
}

/** Whether two outputs give one of the settings different values. */
export const isDisputed = (host: Host, ...keys: readonly string[]): boolean =>
  keys.some((key) => host.facts.sysctl?.disputed.has(key) === true)

/** The keys under which a setting of one interface can stand. */
export const interfaceKeys = (family: 'ipv4' | 'ipv6', name: string, parameter: string): readonly string[] => [
  `net.${family}.conf.${name.replaceAll('.', '/')}.${parameter}`,
  `net.${family}.conf.${name}.${parameter}`,
]

/** A value made from settings, quoting the lines of those that stand; unknown when it cannot be said from them. */
export function fromSettings<T>(
  host: Host,
  about: string,
  settings: readonly (Setting | undefined)[],
  value: T | null,
): Knowable<T> {
  const from = settings.flatMap((s) => (s === undefined ? [] : (host.facts.sysctl?.values.get(s.key)?.at ?? [])))
  return value === null ? { unknown: missing(host, about) } : { known: value, from }
}

/** Without any sysctl output the code says so; with one that lacks the line, that is named. */
export const missing = (host: Host, about: string): string =>
  host.facts.sysctl === null
    ? host.notes.unknown({ code: 'no-evidence-sysctl', device: host.id, ask: 'sysctl -a' })
    : host.notes.unknown({
        code: 'linux-sysctl-missing',
        device: host.id,
        params: { key: about },
        ask: `sysctl ${about}`,
      })
