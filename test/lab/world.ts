import type { Dice } from '../oracle/dice.ts'
import type { Target } from './plan.ts'
import { Plan } from './plan.ts'

/** One layer-2 network with its prefixes (`10.10.7`, `fd10:7`) and, where it has one, its gateway. */
export interface Network {
  readonly id: number
  readonly v4: string
  readonly v6: string | null
  /** Hypervisor and interface that bear `.1` of it. */
  readonly gateway: { readonly host: string; readonly nic: string }
  readonly party: Party
}

export type Party = 'A' | 'B' | 'management'

export interface Host {
  readonly name: string
  readonly party: Party
  readonly network: Network
  readonly v4: string
  readonly v6: string | null
}

/** What is being built: the plan, what stands in it already, and what makes an honest answer be unknown. */
export class World {
  readonly plan = new Plan()
  readonly dice: Dice
  readonly networks: Network[] = []
  readonly hosts: Host[] = []
  readonly hypervisors: string[] = []
  readonly targets: Target[] = []
  /** Features in play, as words. */
  readonly features: string[] = []
  /** Features of which no evidence can tell the outcome: answers may be unknown. */
  readonly doubts: string[] = []

  constructor(dice: Dice) {
    this.dice = dice
  }

  /** True with this chance in a hundred. */
  chance(percent: number): boolean {
    return this.dice.upTo(99) < percent
  }

  /** Gives the NIC its addresses in the network (`.n`, `::n`), which become targets. */
  address(host: string, nic: string, network: Network, n: number): { v4: string; v6: string | null } {
    const v4 = `${network.v4}.${n}`
    const v6 = network.v6 === null ? null : `${network.v6}::${n.toString(16)}`
    this.plan.run(host, `ip addr add ${v4}/24 dev ${nic}`)
    if (v6 !== null) this.plan.run(host, `ip -6 addr add ${v6}/64 dev ${nic} nodad`)
    for (const address of [v4, ...(v6 === null ? [] : [v6])]) this.targets.push({ address, host })
    return { v4, v6 }
  }

  /** A wire from a port of this hypervisor's bridge to a NIC of the host; the name of the port. */
  cable(hypervisor: string, bridge: string, host: string, nic: string): string {
    const tap = `t${host}${nic.replace('eth', 'e')}`
    this.plan.run(hypervisor, `ip link add ${tap} type veth peer name ${nic} netns $P-${host}`)
    this.plan.run(hypervisor, `ip link set ${tap} master ${bridge} && ip link set ${tap} up`)
    this.plan.run(host, `ip link set ${nic} up`)
    return tap
  }

  gatewayOf(network: Network, family: 4 | 6): string {
    return family === 4 ? `${network.v4}.1` : `${network.v6}::1`
  }
}
