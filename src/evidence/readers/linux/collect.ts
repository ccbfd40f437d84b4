/** What is run in each namespace: a file name and its command, in the order of the manifest. */
export const COLLECTED: readonly (readonly [string, string])[] = [
  ['ip-link.json', 'ip -j -d link show'],
  ['ip-addr.json', 'ip -j -d addr show'],
  ['ip-route.json', 'ip -j -4 route show table all'],
  ['ip6-route.json', 'ip -j -6 route show table all'],
  ['ip-rule.json', 'ip -j -4 rule show'],
  ['ip6-rule.json', 'ip -j -6 rule show'],
  ['ip-neigh.json', 'ip -j neigh show'],
  ['ip-vrf.json', 'ip -j vrf show'],
  ['netns-list-id.json', 'ip -j netns list-id'],
  ['bridge-vlan.json', 'bridge -j vlan show'],
  ['bridge-fdb.json', 'bridge -j fdb show'],
  ['bridge-link.json', 'bridge -j -d link show'],
  ['nft.json', 'nft -j list ruleset'],
  ['nft.txt', 'nft list ruleset'],
  ['iptables-save.txt', 'iptables-save'],
  ['ip6tables-save.txt', 'ip6tables-save'],
  ['iptables-legacy-save.txt', 'iptables-legacy-save'],
  ['ip6tables-legacy-save.txt', 'ip6tables-legacy-save'],
  [
    'sysctl.txt',
    'sysctl -a --pattern ^net\\.(core\\.somaxconn|bridge\\.|ipv4\\.ip_forward$|ipv[46]\\.conf\\..*\\.([a-z_]*forwarding|rp_filter|src_valid_mark|route_localnet|proxy_[a-z_]+|disable_ipv6)$)',
  ],
  ['ss.txt', 'ss -Hltnu'],
  ['lldp.json', 'lldpcli -f json show neighbors'],
]

/**
 * The script that gathers what this reader knows, from the host and from the network namespaces that are named. Every command only shows; each
 * output is a file, and the manifest says which command gave it, on which device, when, and with what exit status and SHA-256.
 */
export const collectScript = (): string => `#!/bin/sh
# Gathers the network of a Linux host for akashi. Read-only: it runs the commands in the list below and nothing else.
# Usage (as root): sh collect-linux.sh [-o ARCHIVE.tar.gz] [NAMESPACE ...]
#   NAMESPACE  network namespaces (as "ip netns list" names them) to gather besides the host's own; -a takes them all
# Needs: iproute2. Commands that are not installed are recorded as missing. Look through the archive before you hand it on.
set -u
umask 077
host=$(uname -n) archive= all=
while getopts ao: option; do
  case $option in
    a) all=yes ;;
    o) archive=$OPTARG ;;
    *) exit 3 ;;
  esac
done
shift $((OPTIND - 1))
[ -z "$all" ] || set -- $(ip netns list | cut -d' ' -f1)
: "\${archive:=akashi-linux-$host.tar.gz}"
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
sum() { if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d' ' -f1; }
json() { printf '%s' "$1" | sed 's/\\\\/\\\\\\\\/g; s/"/\\\\"/g'; }

# gather DEVICE [PREFIX ...]: every command of the list, its output in one file, its line in the manifest.
gather() {
  device=$1; shift
  echo "$device" >&2
  mkdir -p "$work/$device"
  while read -r name call; do
    set -f
    at=$(date -u +%Y-%m-%dT%H:%M:%SZ)
    "$@" $call </dev/null >"$work/$device/$name" 2>&1
    exit=$?
    set +f
    printf '{"file":"%s","device":"%s","command":"%s","time":"%s","exit":%d,"sha256":"%s"}\\n' \\
      "$(json "$device/$name")" "$(json "$device")" "$(json "$call")" "$at" "$exit" "$(sum "$work/$device/$name")" >>"$work/manifest.jsonl"
  done <<'COMMANDS'
${COLLECTED.map(([name, command]) => `${name} ${command}`).join('\n')}
COMMANDS
}

gather "$host" env
for namespace in "$@"; do gather "$host.$namespace" ip netns exec "$namespace"; done
tar -C "$work" -czf "$archive" . || exit 3
echo "$archive: $(wc -l <"$work/manifest.jsonl") outputs" >&2
`
