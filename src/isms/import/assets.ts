import type { Lang } from '../../base/text.ts'
import { ASSET_CLASSES, assetSchema } from '../records/asset.ts'
import type { Asset } from '../records/asset.ts'
import { plain } from './field.ts'
import type { Field, ImportForm } from './field.ts'
import { codeField, namesField, textField } from './taking.ts'

const OTHER: Record<Lang, Lang> = { ja: 'en', en: 'ja' }

/** The name in the language of the headings. Where only the other is written, that one is shown, and taken for what it is. */
const name: Field<Asset> = {
  key: 'name',
  heading: { ja: '名称', en: 'Name' },
  also: { ja: ['資産名', '資産'], en: ['asset'] },
  help: { ja: '資産の名称', en: 'What the asset is called' },
  required: ({ name: { ja, en } }) => ja !== '' || en !== '',
  write: ({ name: both }, _, lang) => both[lang] || both[OTHER[lang]],
  take: (body, cell) => {
    const { name: both } = body
    if (cell !== null && both[cell.lang] === '' && both[OTHER[cell.lang]] === cell.text) return { body }
    return cell === null ? { body } : { body: { ...body, name: { ...both, [cell.lang]: cell.text } } }
  },
}

/** The name in the language that the headings are not in. */
const otherName: Field<Asset> = {
  key: 'otherName',
  heading: { ja: '英語名', en: 'Japanese name' },
  also: { ja: ['名称（英語）', 'name (en)', 'name (english)'], en: ['name (ja)', 'name (japanese)', '日本語名'] },
  help: { ja: '英語の名称（任意）', en: 'The name in Japanese, where there is one' },
  write: ({ name: both }, _, lang) => both[OTHER[lang]],
  take: (body, cell) =>
    cell === null ? { body } : { body: { ...body, name: { ...body.name, [OTHER[cell.lang]]: cell.text } } },
}

/** The columns of assets. */
const FIELDS: readonly Field<Asset>[] = [
  name,
  otherName,
  codeField(
    {
      key: 'class',
      heading: { ja: '区分', en: 'Class' },
      also: { ja: ['分類', '種類'], en: ['type'] },
      help: { ja: '次の語のいずれか', en: 'One of these words' },
      required: true,
    },
    ASSET_CLASSES,
    (body) => body.class,
    (body, sort) => ({ ...body, class: sort }),
  ),
  namesField(
    {
      key: 'services',
      heading: { ja: 'サービス', en: 'Services' },
      also: { en: ['service'] },
      help: {
        ja: 'クラウドサービスの名称又は ID。複数は改行又は「、」で区切る',
        en: 'Names or ids of cloud services, a line each or with commas between',
      },
    },
    ({ services }) => services,
    ({ services }) => services,
    (body, services) => ({ ...body, services }),
  ),
  textField(
    {
      key: 'owner',
      heading: { ja: '管理責任者', en: 'Owner' },
      also: { ja: ['所有者', '責任者'] },
      help: { ja: '役職名で構わない', en: 'A position will do' },
    },
    ({ owner }) => owner,
    (body, owner) => ({ ...body, owner }),
  ),
  textField(
    {
      key: 'location',
      heading: { ja: '所在', en: 'Where it is' },
      also: { ja: ['場所', '保管場所'], en: ['location'] },
      help: { ja: '拠点、リージョン、機器など', en: 'A site, a region, a device' },
    },
    ({ location }) => location,
    (body, location) => ({ ...body, location }),
  ),
  textField(
    {
      key: 'description',
      heading: { ja: '説明', en: 'Description' },
      also: { ja: ['備考'], en: ['notes'] },
      help: { ja: '任意', en: 'As you like' },
    },
    ({ description }) => description,
    (body, description) => ({ ...body, description }),
  ),
]

/** Assets as a table. The same name may stand once for each set of services. */
export const ASSET_FORM: ImportForm<Asset> = {
  fields: FIELDS,
  schema: assetSchema,
  start: { name: { ja: '', en: '' }, class: ASSET_CLASSES[0], services: [], owner: '', location: '', description: '' },
  names: ({ name: { ja, en } }) => [...new Set([ja, en].filter((one) => one !== '').map(plain))],
  apart: ({ services }, has) => (has('services') ? services.toSorted().join(' ') : ''),
  finish: (body) => ({ body }),
}
