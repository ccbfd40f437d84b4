import type { Text } from '../../base/text.ts'
import { Failure } from '../failure.ts'
import { ruleFor } from '../outbound/hosts.ts'
import type { HostRule } from '../outbound/hosts.ts'
import { OutboundRefused } from '../outbound/refused.ts'
import { demandScheme } from '../outbound/scheme.ts'

/** Refuses an address to which nothing would be sent. */
export function demandAddressable(hosts: readonly HostRule[], text: string): void {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '')
    throw new Failure('invalid', [{ path: ['url'], text: NO_ADDRESS }])
  try {
    // Before the list, so that `http://` to a listed host is called what it is.
    demandScheme(url, { host: url.host, isPrivate: true })
    demandScheme(url, ruleFor(hosts, url))
  } catch (error) {
    if (!(error instanceof OutboundRefused)) throw error
    throw error.code === 'scheme'
      ? new Failure('not-https')
      : new Failure('host-not-listed', [{ path: ['url'], text: listed(url, hosts) }])
  }
}

const NO_ADDRESS = {
  ja: 'URL の形が正しくありません（ユーザー名、パスワード及び # は付けられません）。',
  en: 'This is no URL; user names, passwords and # are not taken.',
} as const

function listed({ host }: URL, hosts: readonly HostRule[]): Text {
  const list = hosts.map((rule) => rule.host).join(', ')
  return {
    ja: `指定されたホスト: ${host}　許可されているホスト: ${list || 'なし'}`,
    en: `Host that was given: ${host}. Hosts that are permitted: ${list || 'none'}.`,
  }
}
