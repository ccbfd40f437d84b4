import { z } from 'zod'
import { fromProps, toProps } from '../../base/oscal/flat.ts'
import { OSCAL_NS, uuidOf } from '../../base/oscal/names.ts'
import { markup } from '../../base/oscal/prop-value.ts'
import { enter, enterJson, type Entered } from '../door.ts'
import { problemOf } from '../messages.ts'
import { type Mapping, mappingSchema, type Pair, type Relation } from '../schema.ts'
import { propShape } from './catalog-shape.ts'
import { controlId, itemOfControlId } from './control-id.ts'
import { catalogHref, metadata, resource } from './document.ts'

/** The set relations of NIST IR 8477, as OSCAL names them. */
const RELATIONSHIP: Readonly<Record<Exclude<Relation, 'none'>, string>> = {
  equal: 'equal-to',
  subset: 'subset-of',
  superset: 'superset-of',
  intersects: 'intersects-with',
}

/** A mapping as an OSCAL mapping-collection. Rows without a partner are the gap summaries. `readMapping` gives it back without loss. */
export function writeMapping(mapping: Mapping) {
  const { pairs, from, to, source, ...about } = mapping
  const numbered = pairs.map((pair, order) => ({ pair, order }))
  const maps = numbered.flatMap(({ pair, order }) => mapOf(mapping, pair, order))
  const gaps = numbered.filter(({ pair }) => pair.relation === 'none')
  const resourceOf = (edition: string): string => uuidOf('resource', 'catalog', edition)
  return {
    'mapping-collection': {
      uuid: uuidOf('mapping-collection', JSON.stringify(mapping)),
      metadata: metadata(
        { ja: mapping.id, en: `Mapping of ${from} to ${to}` },
        mapping.id,
        toProps({ ...about, from, to, source }),
      ),
      provenance: {
        method: 'human',
        'matching-rationale': 'semantic',
        status: pairs.some(({ confidence }) => confidence === 'unconfirmed') ? 'draft' : 'complete',
        'mapping-description': markup(source.en),
      },
      mappings: [
        {
          uuid: uuidOf('mapping', mapping.id),
          'source-resource': { type: 'catalog', href: `#${resourceOf(from)}` },
          'target-resource': { type: 'catalog', href: `#${resourceOf(to)}` },
          maps,
          ...(gaps.length === 0
            ? {}
            : { props: toProps({ gaps: gaps.map(({ pair, order }) => ({ order, ...pair })) }) }),
          ...gapSummary('source-gap-summary', mapping.id, from, pairs, ({ from: id }) => id),
          ...gapSummary('target-gap-summary', mapping.id, to, pairs, ({ to: id }) => id),
        },
      ],
      'back-matter': {
        resources: [from, to].map((edition) => resource(resourceOf(edition), edition, catalogHref(edition))),
      },
    },
  }
}

function mapOf({ id, from, to }: Mapping, pair: Pair, order: number) {
  if (pair.relation === 'none' || pair.from === null || pair.to === null) return []
  const item = (edition: string, each: string) => ({ type: 'control', 'id-ref': controlId(edition, each) })
  return [
    {
      uuid: uuidOf('map', id, pair.from, pair.to),
      relationship: RELATIONSHIP[pair.relation],
      sources: [item(from, pair.from)],
      targets: [item(to, pair.to)],
      props: toProps({ order, confidence: pair.confidence, ...(pair.note === undefined ? {} : { note: pair.note }) }),
    },
  ]
}

function gapSummary(
  name: string,
  id: string,
  edition: string,
  pairs: readonly Pair[],
  side: (pair: Pair) => string | null,
) {
  const ids = pairs.flatMap((pair) => (pair.relation === 'none' ? (side(pair) ?? []) : []))
  if (ids.length === 0) return {}
  return {
    [name]: {
      uuid: uuidOf(name, id),
      'unmapped-controls': [{ 'with-ids': ids.map((each) => controlId(edition, each)) }],
    },
  }
}

const side = z.array(z.object({ type: z.string(), 'id-ref': z.string().max(300) })).min(1)
const shape = z.object({
  'mapping-collection': z.object({
    metadata: z.object({ props: z.array(propShape).optional() }),
    mappings: z
      .array(
        z.object({
          maps: z
            .array(
              z.object({
                relationship: z.string(),
                sources: side,
                targets: side,
                props: z.array(propShape).optional(),
              }),
            )
            .max(20_000),
          props: z.array(propShape).optional(),
        }),
      )
      .min(1),
  }),
})

/** A mapping-collection that we wrote, or another's with one source and target a row between editions whose ids are given. */
export function readMapping(
  text: string,
  file: string,
  ends?: { readonly from: string; readonly to: string },
): Entered<Mapping> {
  const { value, problems } = enterJson(shape, text, file)
  if (value === null) return { value, problems }
  const { metadata: about, mappings } = value['mapping-collection']
  const own = plainRecord(fromProps((about.props ?? []).filter(({ ns }) => ns === OSCAL_NS)))
  const from = textOr(own['from'], ends?.from)
  const to = textOr(own['to'], ends?.to)
  const rows = mappings.flatMap((mapping) => [
    ...mapping.maps.flatMap((map) => rowsOf(map, from, to)),
    ...gapsOf(plainRecord(fromProps(mapping.props ?? []))),
  ])
  const pairs = rows
    .toSorted((a, b) => Number(a['order'] ?? 0) - Number(b['order'] ?? 0))
    .map(({ order: _, ...pair }) => pair)
  const name = { ja: file, en: file }
  const base = { format: 'akashi-mapping/1', id: `${from}--${to}`, source: name }
  const read = enter(mappingSchema, { ...base, ...own, from, to, pairs }, file)
  const unknown = rows.filter(({ relation }) => relation === undefined).length
  return {
    ...read,
    problems: [
      ...read.problems,
      ...(unknown === 0 ? [] : [problemOf('oscal-not-read', { feature: 'relationship', count: unknown }, 'warning')]),
    ],
  }
}

const RELATION_OF: ReadonlyMap<string, Relation> = new Map([
  ...Object.entries(RELATIONSHIP).map(([relation, name]) => [name, relation as Relation] as const),
  ['equivalent-to', 'equal'],
])

function rowsOf(
  map: z.infer<typeof shape>['mapping-collection']['mappings'][number]['maps'][number],
  from: string,
  to: string,
) {
  const own = plainRecord(fromProps(map.props ?? []))
  return map.sources.flatMap((source) =>
    map.targets.map((target): Record<string, unknown> => ({
      confidence: 'single-source',
      ...own,
      relation: RELATION_OF.get(map.relationship),
      from: itemOfControlId(from, source['id-ref']),
      to: itemOfControlId(to, target['id-ref']),
    })),
  )
}

const gapsOf = (own: Record<string, unknown>): readonly Record<string, unknown>[] =>
  Array.isArray(own['gaps']) ? own['gaps'].map(plainRecord) : []

const textOr = (value: unknown, other = ''): string => (typeof value === 'string' ? value : other)

const plainRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}
