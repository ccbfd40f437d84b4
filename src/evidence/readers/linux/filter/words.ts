/** Protocols by the names that iptables and nft print (IANA protocol numbers). */
export const PROTOCOLS: ReadonlyMap<string, number> = new Map([
  ['hopopt', 0],
  ['icmp', 1],
  ['igmp', 2],
  ['ggp', 3],
  ['ipencap', 4],
  ['ipip', 4],
  ['ipv4', 4],
  ['st', 5],
  ['tcp', 6],
  ['egp', 8],
  ['igp', 9],
  ['udp', 17],
  ['dccp', 33],
  ['ipv6', 41],
  ['ipv6-route', 43],
  ['ipv6-frag', 44],
  ['rsvp', 46],
  ['gre', 47],
  ['esp', 50],
  ['ah', 51],
  ['ipv6-icmp', 58],
  ['icmpv6', 58],
  ['ipv6-nonxt', 59],
  ['ipv6-opts', 60],
  ['eigrp', 88],
  ['ospf', 89],
  ['ospfigp', 89],
  ['pim', 103],
  ['comp', 108],
  ['ipcomp', 108],
  ['vrrp', 112],
  ['l2tp', 115],
  ['sctp', 132],
  ['mobility-header', 135],
  ['udplite', 136],
])

/** Ports by the names of /etc/services that nft and older iptables print instead of numbers. */
export const PORTS: ReadonlyMap<string, number> = new Map([
  ['ftp-data', 20],
  ['ftp', 21],
  ['ssh', 22],
  ['telnet', 23],
  ['smtp', 25],
  ['domain', 53],
  ['bootps', 67],
  ['bootpc', 68],
  ['tftp', 69],
  ['http', 80],
  ['kerberos', 88],
  ['pop3', 110],
  ['sunrpc', 111],
  ['ntp', 123],
  ['netbios-ns', 137],
  ['netbios-dgm', 138],
  ['netbios-ssn', 139],
  ['imap2', 143],
  ['imap', 143],
  ['snmp', 161],
  ['snmp-trap', 162],
  ['bgp', 179],
  ['ldap', 389],
  ['https', 443],
  ['microsoft-ds', 445],
  ['isakmp', 500],
  ['syslog', 514],
  ['dhcpv6-client', 546],
  ['dhcpv6-server', 547],
  ['ldaps', 636],
  ['imaps', 993],
  ['pop3s', 995],
  ['openvpn', 1194],
  ['ms-sql-s', 1433],
  ['nfs', 2049],
  ['iscsi-target', 3260],
  ['mysql', 3306],
  ['ms-wbt-server', 3389],
  ['sip', 5060],
  ['postgresql', 5432],
  ['mdns', 5353],
  ['vnc', 5900],
  ['http-alt', 8080],
])

/** ICMP types by name (RFC 792 and what iptables adds). */
export const ICMP4: ReadonlyMap<string, number> = new Map([
  ['echo-reply', 0],
  ['pong', 0],
  ['destination-unreachable', 3],
  ['source-quench', 4],
  ['redirect', 5],
  ['echo-request', 8],
  ['ping', 8],
  ['router-advertisement', 9],
  ['router-solicitation', 10],
  ['time-exceeded', 11],
  ['ttl-exceeded', 11],
  ['parameter-problem', 12],
  ['timestamp-request', 13],
  ['timestamp-reply', 14],
  ['info-request', 15],
  ['info-reply', 16],
  ['address-mask-request', 17],
  ['address-mask-reply', 18],
])

/** ICMP names that name a type and a code. */
export const ICMP4_CODES: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['network-unreachable', [3, 0]],
  ['host-unreachable', [3, 1]],
  ['protocol-unreachable', [3, 2]],
  ['port-unreachable', [3, 3]],
  ['fragmentation-needed', [3, 4]],
  ['source-route-failed', [3, 5]],
  ['network-prohibited', [3, 9]],
  ['host-prohibited', [3, 10]],
  ['communication-prohibited', [3, 13]],
  ['network-redirect', [5, 0]],
  ['host-redirect', [5, 1]],
  ['ttl-zero-during-transit', [11, 0]],
  ['ttl-zero-during-reassembly', [11, 1]],
])

/** ICMPv6 types by name (RFC 4443, 4861, 2710, 3810). */
export const ICMP6: ReadonlyMap<string, number> = new Map([
  ['destination-unreachable', 1],
  ['packet-too-big', 2],
  ['time-exceeded', 3],
  ['ttl-exceeded', 3],
  ['parameter-problem', 4],
  ['echo-request', 128],
  ['ping', 128],
  ['echo-reply', 129],
  ['pong', 129],
  ['mld-listener-query', 130],
  ['mld-listener-report', 131],
  ['mld-listener-done', 132],
  ['mld-listener-reduction', 132],
  ['nd-router-solicit', 133],
  ['router-solicitation', 133],
  ['nd-router-advert', 134],
  ['router-advertisement', 134],
  ['nd-neighbor-solicit', 135],
  ['neighbour-solicitation', 135],
  ['neighbor-solicitation', 135],
  ['nd-neighbor-advert', 136],
  ['neighbour-advertisement', 136],
  ['neighbor-advertisement', 136],
  ['nd-redirect', 137],
  ['redirect', 137],
  ['router-renumbering', 138],
  ['ind-neighbor-solicit', 141],
  ['ind-neighbor-advert', 142],
  ['mld2-listener-report', 143],
])

/** ICMP codes of unreachable and the like, by the names that nft prints (RFC 792, RFC 1812). */
export const ICMP4_CODE: ReadonlyMap<string, number> = new Map([
  ['net-unreachable', 0],
  ['host-unreachable', 1],
  ['prot-unreachable', 2],
  ['port-unreachable', 3],
  ['frag-needed', 4],
  ['net-prohibited', 9],
  ['host-prohibited', 10],
  ['admin-prohibited', 13],
])

/** ICMPv6 codes of unreachable (RFC 4443). */
export const ICMP6_CODE: ReadonlyMap<string, number> = new Map([
  ['no-route', 0],
  ['admin-prohibited', 1],
  ['addr-unreachable', 3],
  ['port-unreachable', 4],
  ['policy-fail', 5],
  ['reject-route', 6],
])

/** TCP flags by name (RFC 9293). */
export const TCP_FLAGS: ReadonlyMap<string, number> = new Map([
  ['fin', 1],
  ['syn', 2],
  ['rst', 4],
  ['psh', 8],
  ['ack', 16],
  ['urg', 32],
  ['ecn', 64],
  ['ece', 64],
  ['cwr', 128],
  ['none', 0],
  ['all', 63],
])

export const FLOW_STATES = ['new', 'established', 'related', 'invalid', 'untracked'] as const

/** A number in the text, decimal or 0x; null when it is none. */
export const numberOf = (text: string): number | null =>
  /^(?:0x[0-9a-f]{1,8}|\d{1,10})$/i.test(text) ? Number(text) : null

export const wordOrNumber = (words: ReadonlyMap<string, number>, text: string): number | null =>
  numberOf(text) ?? words.get(text.toLowerCase()) ?? null
