import { SORTS } from './sorts.ts'

/** Calls that need no argument but a region: the sorts that the reader uses, without those that no verdict needs. */
const PLAIN = [
  ...new Set(
    SORTS.filter((sort) => sort.owner === undefined && sort.context !== 'other')
      .map((sort) => sort.command.slice('aws '.length))
      .filter(
        (command) => !/^ec2 (search|get)-/.test(command) && !/elbv2 describe-(listeners|target-health)/.test(command),
      ),
  ),
  'ec2 describe-managed-prefix-lists',
  'ec2 describe-volumes',
  'elbv2 describe-target-groups',
]

/**
 * The script that gathers what this reader knows. It only describes, gets and searches; instances come without user data, since
 * `describe-instances` does not print it. Answers and their manifest go into one archive.
 */
export const collectScript = (): string => `#!/bin/sh
# Gathers the network of AWS accounts for akashi. Read-only: describe-*, get-* and search-* calls and nothing else.
# Usage: sh collect-aws.sh [-p "PROFILE ..."] [-r "REGION ..."] [-o ARCHIVE.tar.gz]
#   -p  profiles of the AWS CLI, one for each account   (default: the one in use)
#   -r  regions                                         (default: every region that the account has enabled)
# Needs: aws (CLI v2) with the managed policy ViewOnlyAccess or ReadOnlyAccess, tar, and sha256sum or shasum.
set -u
umask 077
export AWS_PAGER=
profiles=\${AWS_PROFILE:-default} regions= archive=akashi-aws.tar.gz
while getopts p:r:o: option; do
  case $option in
    p) profiles=$OPTARG ;;
    r) regions=$OPTARG ;;
    o) archive=$OPTARG ;;
    *) exit 3 ;;
  esac
done
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
mkdir "$work/aws"
sum() { if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d' ' -f1; }
json() { printf '%s' "$1" | sed 's/\\\\/\\\\\\\\/g; s/"/\\\\"/g'; }

# ask NAME SERVICE CALL [ARGUMENT ...]: one call, its answer in one file, its line in the manifest.
ask() {
  name=$1; shift
  file=aws/$account/$region/$name.json
  at=$(date -u +%Y-%m-%dT%H:%M:%SZ)
  aws "$@" --profile "$profile" --region "$region" --output json </dev/null >"$work/$file" 2>"$work/error"
  exit=$?
  [ $exit -eq 0 ] || cat "$work/error" >>"$work/$file"
  printf '%s  {"file":"%s","device":"%s","command":"%s","time":"%s","exit":%d,"sha256":"%s"}' \\
    "$comma" "$file" "$account/$region" "$(json "aws $* --region $region")" "$at" $exit "$(sum "$work/$file")" >>"$work/manifest"
  comma=',
'
}
# ids NAME QUERY: the values that a former answer holds, one a line.
ids() { sed -n "s/.*\\"$2\\": *\\"\\([^\\"]*\\)\\".*/\\1/p" "$work/aws/$account/$region/$1.json" | sort -u; }

comma=
for profile in $profiles; do
  account=$(aws sts get-caller-identity --profile "$profile" --query Account --output text) || exit 3
  all=\${regions:-$(aws ec2 describe-regions --profile "$profile" --region us-east-1 --query 'Regions[].RegionName' --output text)}
  for region in $all; do
    echo "$account $region" >&2
    mkdir -p "$work/aws/$account/$region"
    while read -r service call; do
      ask "$service-$call" "$service" "$call"
    done <<'CALLS'
${PLAIN.toSorted().join('\n')}
CALLS
    for id in $(ids ec2-describe-managed-prefix-lists PrefixListId); do
      ask "entries-$id" ec2 get-managed-prefix-list-entries --prefix-list-id "$id"
    done
    for id in $(ids ec2-describe-transit-gateway-route-tables TransitGatewayRouteTableId); do
      ask "routes-$id" ec2 search-transit-gateway-routes --transit-gateway-route-table-id "$id" --filters Name=state,Values=active,blackhole
      ask "associations-$id" ec2 get-transit-gateway-route-table-associations --transit-gateway-route-table-id "$id"
      ask "propagations-$id" ec2 get-transit-gateway-route-table-propagations --transit-gateway-route-table-id "$id"
    done
    for arn in $(ids elbv2-describe-load-balancers LoadBalancerArn); do
      name=$(printf '%s' "$arn" | tr -c 'A-Za-z0-9\\n' -)
      ask "listeners-$name" elbv2 describe-listeners --load-balancer-arn "$arn"
      for listener in $(ids "listeners-$name" ListenerArn); do
        ask "rules-$(printf '%s' "$listener" | tr -c 'A-Za-z0-9\\n' -)" elbv2 describe-rules --listener-arn "$listener"
      done
    done
    for arn in $(ids elbv2-describe-target-groups TargetGroupArn); do
      ask "health-$(printf '%s' "$arn" | tr -c 'A-Za-z0-9\\n' -)" elbv2 describe-target-health --target-group-arn "$arn"
    done
  done
done
printf '{"files":[\\n' >"$work/manifest.json"
cat "$work/manifest" >>"$work/manifest.json"
printf '\\n]}\\n' >>"$work/manifest.json"
tar -czf "$archive" -C "$work" manifest.json aws && echo "$archive" >&2
`
