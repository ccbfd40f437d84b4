import type { Cloud } from '../../src/cloud/cloud.ts'

/** The same cloud with every id another. Everything that is an id somewhere is renamed wherever it stands. */
export function renamed(cloud: Cloud, rename: (id: string) => string): Cloud {
  const ids = new Set(
    [cloud.devices, cloud.interfaces, cloud.bridges, cloud.routers, cloud.chains, cloud.endpoints, cloud.unknowns]
      .flat()
      .map(({ id }): string => id),
  )
  const text = (each: string) => (ids.has(each) ? rename(each) : each)
  return {
    ...cloud,
    devices: cloud.devices.map((each) => deep(each, text)),
    interfaces: cloud.interfaces.map((each) => deep(each, text)),
    links: cloud.links.map((each) => deep(each, text)),
    bridges: cloud.bridges.map((each) => deep(each, text)),
    routers: cloud.routers.map((each) => deep(each, text)),
    chains: cloud.chains.map((each) => deep(each, text)),
    endpoints: cloud.endpoints.map((each) => deep(each, text)),
    unknowns: cloud.unknowns.map((each) => deep(each, text)),
  }
}

/** The value with every text in it, member names too, passed through `text`. */
function deep<T>(value: T, text: (each: string) => string): T
function deep(value: unknown, text: (each: string) => string): unknown {
  if (typeof value === 'string') return text(value)
  if (Array.isArray(value)) return value.map((each: unknown) => deep(each, text))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [text(name), deep(member, text)]))
}
