export function collectScript(): string {
  return ''
}
