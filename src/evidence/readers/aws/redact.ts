/** Members whose value may be a secret; nothing of them is ever quoted. */
const SECRET =
  /userdata|secret|password|token|private_?key|pre_?shared|customergatewayconfiguration|keymaterial|credential/i

/**
 * A short quotation of something that was not understood, safe to show: the last member's name and the value's type,
 * and the value only where it is short and bears no name or content that a secret could have.
 */
export function redact(pointer: string, value: unknown): string {
  const name = pointer.split('/').at(-1) ?? ''
  if (SECRET.test(pointer)) return `${name}: (secret)`
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return `${name}: ${String(value)}`
  if (typeof value !== 'string') return `${name}: (${Array.isArray(value) ? 'list' : typeof value})`
  return SECRET.test(value) || value.length > 120 ? `${name}: (text)` : `${name}: ${value}`
}
