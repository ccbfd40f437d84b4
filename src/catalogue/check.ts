import { type Catalogue, findItem } from './catalogue.ts'
import { checkEdition } from './check-edition.ts'
import { checkMapping } from './mapping.ts'
import { type CatalogueProblem, problemOf } from './messages.ts'
import type { Chapter, Procedure, Questions } from './schema.ts'

/** All that is wrong with a catalogue. Empty for the shipped one (a test holds that). */
export const checkCatalogue = (catalogue: Catalogue): readonly CatalogueProblem[] => [
  ...[...catalogue.editions.values()].flatMap((edition) => checkEdition(catalogue, edition)),
  ...catalogue.mappings.flatMap((mapping) => checkMapping(catalogue, mapping)),
  ...[...catalogue.questions.values()].flatMap((questions) => checkQuestions(catalogue, questions)),
  ...catalogue.chapters.flatMap((chapter) => checkChapter(catalogue, chapter)),
]

/** Our own texts speak of items that exist, in roles that the item has, and use no question id twice. */
export function checkQuestions(
  catalogue: Pick<Catalogue, 'editions'>,
  questions: Questions,
): readonly CatalogueProblem[] {
  const place = `questions/${questions.edition}`
  const ids = questions.entries.flatMap((entry) => entry.questions.map(({ id }) => id))
  return [
    ...twice(ids).map((id) => problemOf('id-twice', { place, id })),
    ...questions.entries.flatMap(({ item, role }) => {
      const found = findItem(catalogue, questions.edition, item)
      if (found === null) return [problemOf('item-missing', { place, edition: questions.edition, item })]
      const { roles, guidance } = found.item
      const fits = role === 'all' ? guidance !== 'separate' : roles[role]
      return fits ? [] : [problemOf('role-without-guidance', { place, item, role })]
    }),
  ]
}

function checkChapter(catalogue: Catalogue, chapter: Chapter): readonly CatalogueProblem[] {
  const ids = [...chapter.sections, ...chapter.procedures].map(({ id }) => id)
  return [
    ...twice(ids).map((id) => problemOf('id-twice', { place: chapter.id, id })),
    ...chapter.procedures.flatMap((procedure) => checkProcedure(catalogue, procedure)),
  ]
}

function checkProcedure(catalogue: Catalogue, procedure: Procedure): readonly CatalogueProblem[] {
  const place = procedure.id
  const standards = new Set(procedure.implementationStandards.map(({ n }) => n))
  return [
    ...procedure.controls.flatMap(({ edition, item }) =>
      findItem(catalogue, edition, item) === null ? [problemOf('item-missing', { place, edition, item })] : [],
    ),
    ...twice(procedure.guides.map(({ n }) => n)).map((id) => problemOf('id-twice', { place, id })),
    ...procedure.implementationStandards.flatMap(({ n, alternativeTo = [] }) =>
      alternativeTo.filter((to) => !standards.has(to)).map((to) => problemOf('alternative-missing', { place, n, to })),
    ),
  ]
}

const twice = (ids: readonly string[]): readonly string[] => ids.filter((id, index) => ids.indexOf(id) !== index)
