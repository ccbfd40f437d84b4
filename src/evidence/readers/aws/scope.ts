/** Where a call was made, as far as it is known: an empty string is not known. */
export interface Scope {
  readonly account: string
  readonly region: string
}

const ACCOUNT = /^\d{12}$/
const REGION = /^[a-z]{2,3}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/
const ZONE = /^([a-z]{2,3}(?:-[a-z]{2,12}){1,3}-\d{1,2})(?:-[a-z]{2,4}-\d{1,2})?[a-z]$/
const ARN = /^arn:aws[a-z-]{0,10}:[a-z0-9-]{1,40}:([a-z0-9-]{0,30}):(\d{0,12}):/

export const isAccount = (text: string): boolean => ACCOUNT.test(text)
export const isRegion = (text: string): boolean => REGION.test(text)

/** The region of an availability, local or wavelength zone: `us-east-1a`, `us-west-2-lax-1a`. */
export const regionOfZone = (zone: string | undefined): string =>
  zone === undefined ? '' : (ZONE.exec(zone)?.[1] ?? '')

export function scopeOfArn(arn: string | undefined): Scope {
  const found = arn === undefined ? null : ARN.exec(arn)
  return { region: found?.[1] ?? '', account: found?.[2] ?? '' }
}

/** What folder names and a collector's device name say; content comes first where it says something. */
export function scopeOfPath(path: string, device = '', command = ''): Scope {
  const words = [
    ...device.split(/[/_ ]/),
    ...path
      .split('/')
      .slice(0, -1)
      .flatMap((part) => [part, ...part.split('_')]),
  ]
  const option = /--region[ =]([a-z0-9-]{1,30})/.exec(command)?.[1] ?? ''
  return {
    account: words.find(isAccount) ?? '',
    region: isRegion(option) ? option : (words.find(isRegion) ?? ''),
  }
}

const agrees = (a: string, b: string): boolean => a === '' || b === '' || a === b

/** Whether an answer that was given in one scope speaks of another. */
export const covers = (asked: Scope, of: Scope): boolean =>
  agrees(asked.account, of.account) && agrees(asked.region, of.region)

export const nameOfScope = ({ account, region }: Scope): string =>
  account === '' && region === '' ? 'aws' : [account === '' ? 'aws' : account, region].filter((t) => t !== '').join('/')
