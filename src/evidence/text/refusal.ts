import { promptLine } from './prompt.ts'

/** Lines by which a device, a shell or a cloud says that it did not do what it was asked. */
const REFUSALS: readonly RegExp[] = [
  /\bpermission denied\b/i,
  /\boperation not permitted\b/i,
  /\boperation not supported\b/i,
  /\b(?:command )?not found$/i,
  /: No such (?:file or directory|device)\b/,
  /\bnot recognized as an internal or external command\b/,
  /^%\s?(?:invalid|incomplete|unknown|ambiguous|unrecognized|bad|permission|authorization|error|command)\b/i,
  /^\s*\^\s*$/,
  /^(?:syntax error|error: syntax error|invalid (?:input|command)|unknown command|incomplete command)/i,
  /^(?:Object|Option|Command) ".{0,200}" is unknown, try ".{0,80}help"\.?$/,
  /^Error: (?:argument|either|an inet|any valid|ipv[46]:|Device|Could not|cannot|invalid|unknown|syntax)/i,
  /^(?:RTNETLINK answers:|Cannot (?:open|bind|send|find|talk)|Device ".{0,80}" does not exist|Dump (?:terminated|was interrupted))/,
  /^(?:ip6?tables|nft|ebtables).{0,200}(?:Could not fetch|can't initialize|you must be root|Table does not exist)/,
  /\(you must be root\)/,
  /^sudo: /,
  /^(?:ssh|scp): connect to host |^Connection (?:timed out|refused|closed)|^Host key verification failed/,
  /\bError: (?:JSON|json).{0,60}(?:not|isn't) (?:supported|compiled)/,
  /^An error occurred \(/,
  /^(?:Unable to locate credentials|You must specify a region|The config profile|Could not connect to the endpoint|Partial credentials|Error when retrieving|The security token included|SSL validation failed|Encoded authorization failure message)/,
  /\b(?:UnauthorizedOperation|AccessDenied(?:Exception)?|ExpiredToken(?:Exception)?|RequestExpired|AuthFailure|InvalidClientTokenId|ThrottlingException|RequestLimitExceeded)\b/,
]

/** The first line of a usage text: everything after it belongs to it. */
const USAGE: readonly RegExp[] = [
  /^usage:\s/i,
  /^usage:$/i,
  /^aws: error:/,
  /^(?:ip|bridge|ss|nft|sysctl|ip6?tables-save): (?:invalid|unrecognized|unknown|illegal) option/i,
  /^Note: AWS CLI version/,
]

/** Answers of a cloud's API that are JSON and say no. */
const JSON_REFUSAL =
  /"(?:Code|code|__type|errorCode)"\s{0,8}:\s{0,8}"[^"]{0,200}(?:AccessDenied|Unauthorized|AuthFailure|ExpiredToken|RequestExpired|InvalidClientTokenId|Throttl|RequestLimitExceeded|OptInRequired)/

const LINES = 200

/**
 * True when a command's output says that it was refused or failed, or when there is no output at all: then it is missing evidence,
 * never an empty table. One refused key among real answers (`sysctl: permission denied on key …`) is no refusal of the whole; `[]` and `{}` are answers.
 */
export function refusal(text: string): boolean {
  const lines = significantLines(text)
  const first = lines[0]
  if (first === undefined) return true
  if (first.startsWith('{') || first.startsWith('[{')) return text.length < 10_000 && JSON_REFUSAL.test(text)
  if (lines.slice(0, 3).some((line) => USAGE.some((pattern) => pattern.test(line)))) return true
  return lines.every((line) => REFUSALS.some((pattern) => pattern.test(line)))
}

/** Lines of output, trimmed and cut, without echoed commands and prompts; the first 200. */
function significantLines(text: string): readonly string[] {
  const lines: string[] = []
  let from = 0
  while (from < text.length && lines.length < LINES) {
    const at = text.indexOf('\n', from)
    const end = at === -1 ? text.length : at
    const line = text.slice(from, Math.min(end, from + 500)).trim()
    if (line !== '' && line !== '\ufeff' && promptLine(line) === null) lines.push(line)
    from = end + 1
  }
  return lines
}
