import type { ReactNode } from 'react'
import type { Leg, Topology, TopologyLink } from '../../../../audit/topology/picture.ts'
import { partyName } from '../../../../report/sentences/say.ts'
import { useLanguage, useTexts } from '../../../language/language.tsx'
import { fillIn } from '../../../language/text.ts'
import { stepsText } from './measure.ts'
import { nodeName } from './names.ts'
import { TEXTS } from './texts.ts'

const LINKS = 500

interface Props {
  readonly topology: Topology
  readonly way: readonly Leg[]
}

/** The same as the picture, for whoever cannot see it: the stops of the path in order, and all links. */
export function PictureTable({ topology, way }: Props) {
  const t = useTexts(TEXTS)
  return (
    <details>
      <summary>{t.table}</summary>
      {way.length === 0 ? null : <Stops topology={topology} way={way} />}
      <Links topology={topology} />
    </details>
  )
}

function Stops({ topology, way }: Props) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const nodes = new Map(topology.nodes.map((node) => [node.id, node]))
  const links = new Map(topology.links.map((link) => [link.id, link]))
  const rows = way.map(({ node, by, hops, forbidden }, i) => {
    const found = nodes.get(node)
    const over = by === null ? undefined : links.get(by)
    return [
      i + 1,
      found === undefined ? '?' : nodeName(found, lang),
      found === undefined ? '' : t[found.kind],
      found?.parties.map((party) => partyName(party, lang)).join('、') ?? '',
      over === undefined ? '—' : linkText(over),
      stepsText(hops),
      forbidden === null ? '' : `✕ ${t.forbidden}`,
    ]
  })
  return <Table name={t.stops} heads={['', t.node, t.kind, t.party, t.by, t.steps, t.note]} rows={rows} />
}

const linkText = ({ interfaces, tag }: TopologyLink): string =>
  [interfaces.filter((name) => name !== '').join(' – '), ...(tag === undefined ? [] : [`VLAN ${tag}`])].join('・')

function Links({ topology }: Pick<Props, 'topology'>) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const nodes = new Map(topology.nodes.map((node) => [node.id, node]))
  const name = (id: string): string => {
    const found = nodes.get(id)
    return found === undefined ? '?' : nodeName(found, lang)
  }
  const rows = topology.links
    .slice(0, LINKS)
    .map((link) => [name(link.ends[0]), name(link.ends[1]), linkText(link), t[link.stands]])
  const left = topology.links.length - rows.length
  return (
    <>
      <Table name={t.links} heads={[t.node, t.node, t.by, t.state]} rows={rows} />
      {left > 0 ? <p className="note">{fillIn(t.more, { count: left })}</p> : null}
    </>
  )
}

const Table = ({
  name,
  heads,
  rows,
}: {
  readonly name: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly ReactNode[])[]
}) => (
  <div className="scroll" role="region" tabIndex={0} aria-label={name}>
    <table className="plain">
      <caption className="left">{name}</caption>
      <thead>
        <tr>
          {heads.map((head, i) => (
            <th scope="col" key={i}>
              {head === '' ? <span className="sr">#</span> : head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={i}>
            {row.map((cell, j) => (
              <td key={j}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
