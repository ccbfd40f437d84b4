import type { TopologyNode } from '../../../../audit/topology/picture.ts'
import type { Lang } from '../../../../base/text.ts'
import { partyName } from '../../../../report/sentences/say.ts'
import { inLanguage } from '../../../language/text.ts'
import { SEVERAL } from './view.ts'
import { TEXTS } from './texts.ts'

/** `br0 VLAN 10`, `hv`: a node as a sentence names it. */
export function nodeName({ kind, name, vlan }: TopologyNode, lang: Lang): string {
  const t = inLanguage(TEXTS, lang)
  const own = kind === 'segment' && name === '' ? t.sharedWire : name
  return vlan === undefined ? own : `${own} VLAN ${vlan}`
}

/** The name of a group of nodes: a party's, or what stands for none or several. */
export function groupName(group: string, lang: Lang): string {
  const t = inLanguage(TEXTS, lang)
  return group === SEVERAL ? t.several : group === '' ? t.nobody : partyName(group, lang)
}
