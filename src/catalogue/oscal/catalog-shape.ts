import { z } from 'zod'

/** What we read of an OSCAL catalog. Other members are allowed; the reader says which of them it did not read. */
export const propShape = z.object({
  name: z.string().max(200),
  value: z.string().max(40_000),
  ns: z.string().max(300).optional(),
  class: z.string().max(200).optional(),
})

export interface PartShape {
  readonly id?: string | undefined
  readonly name: string
  readonly ns?: string | undefined
  readonly class?: string | undefined
  readonly title?: string | undefined
  readonly prose?: string | undefined
  readonly props?: readonly z.infer<typeof propShape>[] | undefined
  readonly parts?: readonly PartShape[] | undefined
}

export const partShape: z.ZodType<PartShape> = z.lazy(() =>
  z.object({
    id: z.string().max(300).optional(),
    name: z.string().max(200),
    ns: z.string().max(300).optional(),
    class: z.string().max(200).optional(),
    title: z.string().max(2000).optional(),
    prose: z.string().max(100_000).optional(),
    props: z.array(propShape).optional(),
    parts: z.array(partShape).optional(),
  }),
)

export interface ControlShape {
  readonly id: string
  readonly class?: string | undefined
  readonly title: string
  readonly props?: readonly z.infer<typeof propShape>[] | undefined
  readonly parts?: readonly PartShape[] | undefined
  readonly params?: readonly unknown[] | undefined
  readonly links?: readonly unknown[] | undefined
  readonly controls?: readonly ControlShape[] | undefined
  readonly groups?: readonly ControlShape[] | undefined
}

/** Controls and groups alike: a group is a node that only groups. A group may lack an id; it then gets one from its place. */
export const nodeShape: z.ZodType<ControlShape> = z.lazy(() =>
  z.object({
    id: z.string().max(300).default(''),
    class: z.string().max(200).optional(),
    title: z.string().max(2000),
    props: z.array(propShape).optional(),
    parts: z.array(partShape).optional(),
    params: z.array(z.unknown()).optional(),
    links: z.array(z.unknown()).optional(),
    controls: z.array(nodeShape).optional(),
    groups: z.array(nodeShape).optional(),
  }),
)

export const catalogShape = z.object({
  catalog: z.object({
    uuid: z.string().max(60),
    metadata: z.object({
      title: z.string().max(2000),
      version: z.string().max(200),
      'oscal-version': z.string().max(20),
      props: z.array(propShape).optional(),
    }),
    params: z.array(z.unknown()).optional(),
    groups: z.array(nodeShape).optional(),
    controls: z.array(nodeShape).optional(),
    'back-matter': z.unknown().optional(),
  }),
})
export type CatalogShape = z.infer<typeof catalogShape>['catalog']
