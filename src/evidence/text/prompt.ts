const OBJECT =
  '(?:addr|address|a|link|l|route|r|ro|rule|ru|neigh|neighbour|n|vrf|nexthop|maddr|mroute|netns|vlan|fdb|mdb|vni)'
const ASKING = `(?:-\\S|${OBJECT}(?:\\s+(?:show|list|list-id|ls|get|exec|identify)\\b|\\s*$))`

/**
 * Commands that can only have been typed. `ip saddr 10.0.0.1 accept` is a rule of nftables and `ip route 10.0.0.0 …` a line of a router's
 * configuration: a line of evidence that is taken for a command would be lost, so these must look like questions.
 */
const TYPED = new RegExp(
  '^(?:sudo (?:-n )?)?(?:/(?:usr/)?(?:local/)?s?bin/)?(?:' +
    [
      `(?:ip|bridge)\\s+${ASKING}`,
      'nft\\s+(?:-\\S+\\s+)*list\\s+\\w',
      'ip6?tables(?:-legacy|-nft)?-save(?:\\s+-\\S.*)?$',
      'ip6?tables(?:-legacy|-nft)?\\s+(?:-\\S+\\s+)*-[SL]\\b',
      'ebtables(?:-save\\s*$|\\s+-\\S)',
      '(?:sysctl|ss|ethtool|lldpctl|lldpcli)\\s+-\\S',
      'aws\\s+(?:-\\S+\\s+)*[a-z0-9]+\\s+[a-z]+-[a-z]',
    ].join('|') +
    ')',
)

/** After a prompt that names a host, more is believed. */
const PROGRAMS =
  /^(?:sudo (?:-n )?)?(?:\/(?:usr\/)?(?:local\/)?s?bin\/)?(?:ip|bridge|nft|ip6?tables(?:-(?:legacy|nft))?(?:-save)?|ebtables(?:-save)?|sysctl|ss|aws|ethtool|lldpctl|lldpcli|ovs-vsctl|ovn-nbctl|ovn-sbctl|virsh|openstack|gcloud|az|kubectl|show|cat)(?:\s|$)/

/** A prompt that names a host, and what was typed after it: `hv# ip -j addr`, `[root@hv ~]$ nft list ruleset`, `switch>`. */
const HOST_PROMPT = /^(?:\[[^\]\n]{1,120}\][#$%>]|[A-Za-z][\w.@:~()/-]{0,160}(?: ~)?[#$%>])(?:\s+(.*))?$/
/** What scripts and bare shells print before a command: `# ip -j addr`, `$ ip -j addr`, `+ ip -j link` (sh -x), `=== ip -j addr ===`. */
const HEADING = /^(?:[=*#+-]{1,40}|[$%>])\s*(?=\S)/
const HEADING_END = /[=*#-]{1,40}$/
/** Terminal colours and other control sequences (ECMA-48 CSI). */
const CONTROL_SEQUENCE = /\u001b\[[0-9;?]{0,20}[A-Za-z]/g

const LONGEST = 2000

/**
 * What a line of a terminal's record says besides output: `command` is the echoed command (null at an empty prompt).
 * Null when the line is output: in doubt it is, because output must not be lost.
 */
export function promptLine(line: string): { readonly command: string | null } | null {
  if (line.length > LONGEST || /^\s/.test(line)) return null
  const plain = line.replace(CONTROL_SEQUENCE, '').trim()
  if (plain === '') return null
  if (TYPED.test(plain)) return { command: plain }
  const prompt = HOST_PROMPT.exec(plain)
  if (prompt !== null) {
    const typed = prompt[1]?.trim() ?? ''
    if (typed === '') return { command: null }
    if (PROGRAMS.test(typed)) return { command: typed }
  }
  if (!HEADING.test(plain)) return null
  const heading = plain.replace(HEADING, '').replace(HEADING_END, '').trimEnd()
  return TYPED.test(heading) ? { command: heading } : null
}
