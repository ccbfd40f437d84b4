import { z } from 'zod'
import { fromProps, toProps } from '../../base/oscal/flat.ts'
import { OSCAL_NS, uuidOf } from '../../base/oscal/names.ts'
import { markup, unmarkup } from '../../base/oscal/prop-value.ts'
import { enter, enterJson, type Entered } from '../door.ts'
import { type Chapter, chapterSchema, type GuideItem, type Procedure } from '../schema.ts'
import { propShape } from './catalog-shape.ts'
import { controlId } from './control-id.ts'
import { catalogHref, metadata, resource } from './document.ts'

/** The audit guide as an OSCAL assessment-plan: a procedure is an activity and a task, a guide a step. `readPlan` gives the chapters back without loss. */
export function writePlan(chapters: readonly Chapter[]) {
  const procedures = chapters.flatMap((chapter) => chapter.procedures)
  const controls = procedures.flatMap((procedure) => procedure.controls)
  const editions = [...new Set(controls.map(({ edition }) => edition))]
  const system = uuidOf('resource', 'system')
  const frame = chapters.map(({ procedures: own, ...chapter }) => ({ ...chapter, procedures: own.map(({ id }) => id) }))
  return {
    'assessment-plan': {
      uuid: uuidOf('assessment-plan', JSON.stringify(chapters)),
      metadata: metadata({ ja: '技術監査ガイド', en: 'Technical audit guide' }, '1', toProps({ chapters: frame })),
      'import-ssp': { href: `#${system}`, remarks: 'The system under audit: name its system security plan here.' },
      'local-definitions': { activities: procedures.map(activityOf) },
      'reviewed-controls': selectionOf(controls),
      tasks: procedures.map((procedure) => ({
        uuid: uuidOf('task', procedure.id),
        type: 'action',
        title: markup(`${procedure.id} ${procedure.title.en}`),
        'associated-activities': [
          { 'activity-uuid': uuidOf('activity', procedure.id), subjects: [{ type: 'component', 'include-all': {} }] },
        ],
      })),
      'back-matter': {
        resources: [
          resource(system, 'System security plan of the system under audit', 'system-security-plan.json'),
          ...editions.map((id) => resource(uuidOf('resource', 'catalog', id), id, catalogHref(id))),
        ],
      },
    },
  }
}

function selectionOf(controls: Procedure['controls']) {
  const ids = [...new Set(controls.map(({ edition, item }) => controlId(edition, item)))]
  return { 'control-selections': [{ 'include-controls': ids.map((id) => ({ 'control-id': id })) }] }
}

/** The English stands where OSCAL has a place for it; the Japanese and everything else stand as props. */
function activityOf(procedure: Procedure) {
  const { title, technicalInformation, guides, ...rest } = procedure
  const steps = guides.map((guide) => stepOf(procedure.id, guide))
  return {
    uuid: uuidOf('activity', procedure.id),
    title: markup(title.en),
    description: markup(technicalInformation.en),
    props: [
      ...methodProps(guides),
      ...toProps({ ...rest, title: { ja: title.ja }, technicalInformation: { ja: technicalInformation.ja } }),
    ],
    steps,
    'related-controls': selectionOf(procedure.controls),
  }
}

const METHOD: Readonly<Record<GuideItem['techniques'][number], string>> = {
  observation: 'EXAMINE',
  inspection: 'EXAMINE',
  inquiry: 'INTERVIEW',
  reperformance: 'TEST',
}

const methodProps = (guides: readonly GuideItem[]) =>
  [...new Set(guides.flatMap(({ techniques }) => techniques.map((technique) => METHOD[technique])))]
    .toSorted()
    .map((value) => ({ name: 'method', value }))

function stepOf(procedure: string, { confirm, ...rest }: GuideItem) {
  return {
    uuid: uuidOf('step', procedure, rest.n),
    title: markup(`${procedure}/${rest.n}`),
    description: markup(confirm.en),
    props: toProps({ ...rest, confirm: { ja: confirm.ja } }),
  }
}

const step = z.object({ description: z.string(), props: z.array(propShape).optional() })
const activity = z.object({
  title: z.string().optional(),
  description: z.string(),
  props: z.array(propShape).optional(),
  steps: z.array(step).optional(),
})
const shape = z.object({
  'assessment-plan': z.object({
    metadata: z.object({ props: z.array(propShape).optional() }),
    'local-definitions': z.object({ activities: z.array(activity) }),
  }),
})

/** The chapters of a plan that `writePlan` wrote; another's plan has none of our props and is refused by the schema. */
export function readPlan(text: string, file: string): Entered<readonly Chapter[]> {
  const { value, problems } = enterJson(shape, text, file)
  if (value === null) return { value, problems }
  const plan = value['assessment-plan']
  const procedures = new Map(plan['local-definitions'].activities.map(procedureOf).map((each) => [each['id'], each]))
  const frame = record(fromProps((plan.metadata.props ?? []).filter(({ ns }) => ns === OSCAL_NS)))['chapters']
  const chapters = (Array.isArray(frame) ? frame : [null]).map((each) => {
    const { procedures: ids, ...chapter } = record(each)
    return { ...chapter, procedures: Array.isArray(ids) ? ids.map((id) => procedures.get(id)) : [] }
  })
  return enter(z.array(chapterSchema), chapters, file)
}

function procedureOf({
  title,
  description,
  props = [],
  steps = [],
}: z.infer<typeof activity>): Record<string, unknown> {
  const own = record(fromProps(props))
  return {
    ...own,
    title: { ...record(own['title']), en: unmarkup(title ?? '') },
    technicalInformation: { ...record(own['technicalInformation']), en: unmarkup(description) },
    guides: steps.map((each) => {
      const guide = record(fromProps(each.props ?? []))
      return { ...guide, confirm: { ...record(guide['confirm']), en: unmarkup(each.description) } }
    }),
  }
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}
