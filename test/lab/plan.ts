/** What a lab is made by: hosts (network namespaces) and the commands typed in each, in one order. It runs nothing itself. */
export class Plan {
  readonly hosts: string[] = []
  readonly steps: { readonly host: string; readonly command: string; readonly input?: string }[] = []

  add(host: string): void {
    this.hosts.push(host)
    this.run(host, 'ip link set lo up')
  }

  /** A command of the host; `$P-NAME` is the namespace of the host NAME. Its failure is told. */
  run(host: string, command: string, input?: string): void {
    this.steps.push({ host, command, ...(input === undefined ? {} : { input }) })
  }

  /** A command that may fail where the kernel does not know the setting. */
  attempt(host: string, command: string): void {
    this.run(host, `${command} 2>/dev/null || true`)
  }

  sysctl(host: string, name: string, value: number): void {
    this.attempt(host, `sysctl -qw ${name}=${value}`)
  }
}

/** One thing to be tried: everything that a host asks of an address. */
export interface Target {
  readonly address: string
  readonly host: string
}

const END = 'AKASHI_END_OF_INPUT'
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/**
 * The lab as one script: `bash SCRIPT PREFIX OUT NODE` makes it, probes it, keeps the evidence in OUT/evidence/HOST/ and the answers in OUT/answers/HOST,
 * and takes everything away. Commands that failed stand in OUT/failed.
 */
export function scriptOf(plan: Plan, evidence: ReadonlyMap<string, Readonly<Record<string, string>>>): string {
  const lines = plan.steps.map(({ host, command, input }) =>
    input === undefined
      ? `X ${host} ${quoted(command)}`
      : `X ${host} ${quoted(command)} <<'${END}'\n${input.trimEnd()}\n${END}`,
  )
  const records = [...evidence].flatMap(([host, commands]) => [
    `mkdir -p "$OUT/evidence/${host}"`,
    ...Object.entries(commands).map(([file, command]) => `R ${host} ${file} ${quoted(command)}`),
  ])
  return [
    HEAD,
    `HOSTS="${plan.hosts.join(' ')}"`,
    'cleanup; for h in $HOSTS; do ip netns add "$P-$h" || exit 1; done',
    ...lines,
    PROBE,
    ...records,
    '',
  ].join('\n')
}

const HEAD = `set -u
export P=$1 OUT=$2 NODE=$3
mkdir -p "$OUT/answers"; : > "$OUT/failed"; PIDS=
X() { ip netns exec "$P-$1" sh -c "$2" 2>"$OUT/error" || echo "$1: $2: $(tr "\n" " " < "$OUT/error")" >> "$OUT/failed"; }
R() { ip netns exec "$P-$1" sh -c "$3" > "$OUT/evidence/$1/$2" 2>&1; }
cleanup() { for p in $PIDS; do kill -9 "$p" 2>/dev/null; done; for h in $HOSTS; do ip netns del "$P-$h" 2>/dev/null; done; }
trap cleanup EXIT`

const PROBE = `for h in $HOSTS; do ip netns exec "$P-$h" "$NODE" "$OUT/listen.cjs" & PIDS="$PIDS $!"; done
sleep "\${SETTLE:-2}"
W=
for h in $HOSTS; do
  ip netns exec "$P-$h" "$NODE" "$OUT/probe.cjs" "$h" > "$OUT/answers/$h" & W="$W $!"
done
wait $W`
