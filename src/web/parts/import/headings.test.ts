import { describe, expect, it } from 'vitest'
import { ASSET_FORM } from '../../../isms/import/assets.ts'
import { readHead } from '../../../isms/import/head.ts'
import { RISK_FORM } from '../../../isms/import/risks.ts'
import { TEXTS as ASSETS } from '../../pages/assets/texts.ts'
import { TEXTS as RISKS } from '../../pages/risks/texts.ts'
import { TEXTS as TREATMENT } from '../../pages/treatment/texts.ts'

describe('the headings of the registers, as their export shows them', () => {
  it.each(['ja', 'en'] as const)('[M-5] are known to the import (%s)', (lang) => {
    const assets = [ASSETS.name, ASSETS.class, ASSETS.services, ASSETS.owner, ASSETS.location].map((text) => text[lang])
    expect(readHead(assets, ASSET_FORM.fields, () => false).problems).toEqual([])
    const { name, service, role, loses, owner, level, residual, state } = RISKS
    const risks = [name, service, role, loses, owner, level, residual, state, TREATMENT.options].map(
      (text) => text[lang],
    )
    const { columns, problems } = readHead(risks, RISK_FORM.fields, () => false)
    expect([columns.length, problems]).toEqual([risks.length, []])
  })
})
