/** Names in the order in which they are looked for: most browsers also name those that they are like. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(?:e|A|iOS)?\/(\d{1,4})/, 'Edge'],
  [/OPR\/(\d{1,4})/, 'Opera'],
  [/(?:Firefox|FxiOS)\/(\d{1,4})/, 'Firefox'],
  [/(?:Chrome|CriOS)\/(\d{1,4})/, 'Chrome'],
  [/Version\/(\d{1,4})[\d.]{0,20} (?:Mobile\/\w{1,20} )?Safari/, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]
const UNKNOWN = 60

/** What a person would call the browser: `Chrome 130 · Windows`; of another program its own words, cut off; '' when it said nothing. */
export function agentName(userAgent: string): string {
  const browser = BROWSERS.map(([pattern, name]) => ({ name, found: pattern.exec(userAgent) })).find(
    ({ found }) => found !== null,
  )
  if (browser === undefined) return userAgent.slice(0, UNKNOWN)
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1]
  return [`${browser.name} ${browser.found?.[1] ?? ''}`, ...(system === undefined ? [] : [system])].join(' · ')
}
