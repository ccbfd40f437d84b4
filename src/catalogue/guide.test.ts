import { describe, expect, it } from 'vitest'
import { findItem } from './catalogue.ts'
import { shippedCatalogue } from './shipped.ts'

const catalogue = shippedCatalogue()
const procedures = catalogue.chapters.flatMap((chapter) => chapter.procedures)
const guides = procedures.flatMap(({ id, guides }) => guides.map((guide) => ({ ...guide, id: `${id}/${guide.n}` })))

/** The controls that the guide was asked to cover: C.5 to C.9 of the design, and all seven of CLD. */
const ASKED =
  'CLD.6.3.1 CLD.8.1.5 CLD.9.5.1 CLD.9.5.2 CLD.12.1.5 CLD.12.4.5 CLD.13.1.4 9.2.1 9.2.2 9.2.3 9.2.4 9.4.1 9.4.4 10.1.2 11.2.7 12.1.3 12.3.1 12.4.1 12.4.4 12.6.1 13.1.3'.split(
    ' ',
  )

describe('the audit guide', () => {
  it('has the chapters C.1 to C.9 and at least 25 procedures', () => {
    expect(catalogue.chapters.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `C.${n}`))
    expect(procedures.length).toBeGreaterThanOrEqual(25)
  })

  it('covers every control that it was asked to cover', () => {
    const covered = new Set(procedures.flatMap(({ controls }) => controls.map(({ item }) => item)))
    expect(ASKED.filter((item) => !covered.has(item))).toEqual([])
  })

  it('audits providers: each control of 27017:2015 has provider guidance, except key management', () => {
    const items = procedures.flatMap(({ controls }) =>
      controls.filter(({ edition }) => edition === 'iso27017-2015').map(({ item }) => item),
    )
    const withoutProvider = items.filter((item) => !findItem(catalogue, 'iso27017-2015', item)?.item.roles.provider)
    expect([...new Set(withoutProvider)]).toEqual(['10.1.2'])
  })

  it('follows the mapping where it names controls of 27017:2026', () => {
    const mapped = new Set(
      catalogue.mappings
        .filter(({ from, to }) => from === 'iso27017-2015' && to === 'iso27017-2026')
        .flatMap(({ pairs }) => pairs.map(({ from, to }) => `${from} ${to}`)),
    )
    const strays = procedures.flatMap(({ id, controls }) => {
      const old = controls.filter(({ edition }) => edition === 'iso27017-2015')
      return controls
        .filter(({ edition }) => edition === 'iso27017-2026')
        .filter(({ item }) => !old.some((control) => mapped.has(`${control.item} ${item}`)))
        .map(({ item }) => `${id} ${item}`)
    })
    expect(mapped.size).toBeGreaterThan(44)
    expect(strays).toEqual([])
  })

  it('labels as the source’s only C.1 to C.4, C.8.1, C.8.2 and C.8.3.3', () => {
    const sections = catalogue.chapters.flatMap((chapter) => chapter.sections)
    const fromSource = [...sections, ...procedures].filter(({ origin }) => origin === 'source').map(({ id }) => id)
    expect(fromSource.filter((id) => !/^C\.([1-4]\.\d+|8\.[12]|8\.3\.3)$/.test(id))).toEqual([])
    expect(procedures.filter(({ origin }) => origin === 'source').map(({ id }) => id)).toEqual(['C.8.3.3'])
  })

  it('numbers procedures in the audit section of their chapter, in order', () => {
    for (const chapter of catalogue.chapters)
      expect(chapter.procedures.map(({ id }) => id)).toEqual(sequence(chapter.id, chapter.procedures.length))
  })

  it('says of each guide which evidence decides it, and of machines only what they can do', () => {
    expect(guides.filter(({ machine }) => machine.judgeable === 'now').map(({ id }) => id)).toEqual([
      'C.8.3.3/1.1',
      'C.8.3.3/1.2',
      'C.8.3.3/1.3',
    ])
    for (const { id, machine } of guides) {
      expect(machine.evidenceSorts.length, id).toBeGreaterThan(0)
      expect(machine.check !== undefined, id).toBe(machine.judgeable !== 'person')
      expect(machine.claims !== undefined, id).toBe(machine.judgeable === 'now')
    }
  })

  it('gives every check still to build a name of its own, or the same evidence of the same kind', () => {
    const planned = guides.filter(({ machine }) => machine.judgeable === 'planned')
    expect(planned.length).toBeGreaterThan(40)
    const names = planned.map(({ machine }) => machine.check)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual(['closed-tenant-residue'])
  })

  it('changes something only where a procedure is performed again', () => {
    const changes = /\b(create|delete|set|issue)\b(?!-)/
    const changing = guides.filter(({ evidence }) => evidence.some(({ command }) => changes.test(command)))
    expect(changing.map(({ id }) => id)).toEqual(['C.6.3.1/1.1', 'C.6.3.1/1.2'])
    expect(changing.every(({ techniques }) => techniques.includes('reperformance'))).toBe(true)
  })

  it('names documents in both languages, and gives a command, in plain ASCII, for everything else', () => {
    for (const { id, evidence } of guides)
      for (const { source, command } of evidence)
        expect(command, `${id} ${source}`).toMatch(source === 'document' ? /^$/ : /^[\x21-\x7e][\x20-\x7e]+$/)
  })

  it('quotes no command that prints a secret', () => {
    const secrets =
      /credential(s)? list(?!.* -c )|grep -E "\^metadata_proxy|--security-info|transport_url|get-password-data/
    const commands = guides.flatMap(({ evidence }) => evidence.map(({ command }) => command))
    const printing = commands.flatMap((line) => line.split(';')).filter((command) => secrets.test(command))
    expect(printing).toEqual([' openstack application credential list --user USER'])
  })

  it('quotes no command that destroys', () => {
    const writes = /\b(rm|mkfs|dd|destroy|shutdown|reload|write)\b|>\s*\/|--force/
    const commands = guides.flatMap(({ id, evidence }) => evidence.map(({ command }) => `${id}: ${command}`))
    expect(commands.length).toBeGreaterThan(200)
    expect(commands.filter((command) => writes.test(command))).toEqual([])
  })
})

function sequence(chapter: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${chapter}.3.${index + 1}`)
}
