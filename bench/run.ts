import { parseArgs } from 'node:util'
import { audit } from '../src/audit/audit.ts'
import { Reach, type Query } from '../src/audit/reach.ts'
import type { Cloud } from '../src/cloud/cloud.ts'
import { examined } from './examined.ts'
import { groupCloud } from './groupCloud.ts'
import { vlanCloud } from './vlanCloud.ts'

/** Times `audit` and `reach --queries` on generated clouds: `npx tsx bench/run.ts --tenants 10,20,40 --machines 4 --questions 2000 --times 3`. */
const { values } = parseArgs({
  options: {
    tenants: { type: 'string', default: '10,20,40' },
    machines: { type: 'string', default: '4' },
    questions: { type: 'string', default: '2000' },
    times: { type: 'string', default: '3' },
  },
})

const CLOUDS: Readonly<Record<string, (tenants: number, machines: number) => Cloud>> = {
  'VLANs, one filter': vlanCloud,
  'groups at each interface': groupCloud,
}

const PORTS = [22, 80, 443, 5432] as const
/** A prime that no number of questions below it divides: so all questions are different. */
const STRIDE = 7919

/** Machines and ports in a fixed disorder, no question twice. */
function questionsOn(tenants: number, machines: number, count: number): Query[] {
  const all = tenants * machines
  const name = (n: number): string => `t${Math.floor(n / machines)}-${n % machines}`
  return Array.from({ length: count }, (_, i) => {
    const n = (i * STRIDE) % (all * all * PORTS.length)
    const [from, to] = [Math.floor(n / PORTS.length) % all, Math.floor(n / (PORTS.length * all))]
    return { id: i, from: name(from), to: name(to), proto: 'tcp', port: PORTS[n % PORTS.length] ?? 22 }
  })
}

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0

function timed(times: number, work: () => void): number {
  const taken = Array.from({ length: times }, () => {
    const from = performance.now()
    work()
    return performance.now() - from
  })
  return Math.round(median(taken))
}

const [machines, questions, times] = [values.machines, values.questions, values.times].map(Number) as [
  number,
  number,
  number,
]
process.stdout.write('| cloud | tenants | machines | audit (ms) | questions | reach (ms) | per question (ms) |\n')
process.stdout.write('| ----- | ------: | -------: | ---------: | --------: | ---------: | ----------------: |\n')
for (const [name, make] of Object.entries(CLOUDS)) {
  for (const tenants of values.tenants.split(',').map(Number)) {
    const examination = examined(make(tenants, machines))
    const queries = questionsOn(tenants, machines, questions)
    const whole = timed(times, () => void audit(examination))
    const asked = timed(times, () => {
      const reach = new Reach(examination, queries)
      for (const query of queries) reach.answer(query)
    })
    process.stdout.write(
      `| ${name} | ${tenants} | ${tenants * machines} | ${whole} | ${questions} | ${asked} | ${(asked / questions).toFixed(2)} |\n`,
    )
  }
}
