/** Programs whose output is evidence: a line that starts with one of them is an echoed command even where no prompt stands before it. */
const PROGRAMS =
  /^(?:sudo (?:-n )?)?(?:\/(?:usr\/)?(?:local\/)?s?bin\/)?(?:ip|bridge|nft|ip6?tables(?:-(?:legacy|nft))?-save|ebtables-save|sysctl|ss|aws|ethtool|lldpctl|lldpcli|ovs-vsctl|ovn-nbctl|ovn-sbctl|virsh|openstack|gcloud|az|kubectl|show)(?:\s+\S|$)/

/** A prompt and what was typed after it: `hv# ip -j addr`, `[root@hv ~]$ nft list ruleset`, `switch> show vlan`, `+ ip link` (sh -x). */
const PROMPT = /^(\[[^\]\n]{1,120}\][#$%>]|[\w.@:~()/-]{0,160}(?: ~)?[#$%>]|\+{1,3})(?:\s+(.*))?$/
/** A heading that scripts print: `=== ip -j addr ===`, `# ip -j addr`, `--- ip link`. */
const HEADING = /^[=*#-]{1,40}\s*(\S.*?)\s*[=*#-]{0,40}$/
/** Terminal colours and other control sequences (ECMA-48 CSI). */
// oxlint-disable-next-line no-control-regex -- the escape character is what is looked for
const CONTROL_SEQUENCE = /\u001b\[[0-9;?]{0,20}[A-Za-z]/g

const LONGEST = 2000

/**
 * What a line of a terminal's record says besides output: `command` is the echoed command (null at an empty prompt).
 * Null when the line is output. A lone word before a prompt sign is taken for a host name only if a known program follows or the line ends there.
 */
export function promptLine(line: string): { readonly command: string | null } | null {
  if (line.length > LONGEST) return null
  const plain = line.replace(CONTROL_SEQUENCE, '').trim()
  if (plain === '') return null
  if (PROGRAMS.test(plain)) return { command: plain }
  const prompt = PROMPT.exec(plain)
  if (prompt !== null) {
    const typed = prompt[2]?.trim() ?? ''
    if (typed === '') return prompt[1] === '+' ? null : { command: null }
    if (PROGRAMS.test(typed)) return { command: typed }
  }
  const heading = HEADING.exec(plain)?.[1]
  return heading !== undefined && PROGRAMS.test(heading) ? { command: heading } : null
}
