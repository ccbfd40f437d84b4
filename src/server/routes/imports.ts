import { ASSET_FORM } from '../../isms/import/assets.ts'
import type { ImportForm } from '../../isms/import/field.ts'
import { RISK_FORM } from '../../isms/import/risks.ts'
import type { BodyOf } from '../../isms/records/kinds.ts'
import { Failure } from '../failure.ts'
import { demandTable, importAnswerSchema, importInto, importQuery } from '../import-table.ts'
import type { ImportQuery, Imported } from '../import-table.ts'
import type { Permission } from '../permissions.ts'
import { scoped } from '../route.ts'
import type { Route } from '../route.ts'
import { FILE_LIMITS } from '../sheet/limits.ts'

/** M-5: a table is read beside the requests, planned over the records of then, and written whole or not at all. */
const importing = <K extends Imported>(kind: K, path: string, access: Permission, form: ImportForm<BodyOf<K>>): Route =>
  scoped<ImportQuery>({
    method: 'post',
    path: `/organisations/{organisation}/${path}/import`,
    tag: path,
    summary: `Import ${path} from an xlsx or csv file: with \`dryRun\` it only says what would change and every row's errors; else it happens whole or not at all (M-5)`,
    access,
    query: importQuery,
    bytes: FILE_LIMITS.bytes,
    answer: importAnswerSchema,
    handle: async (call) => {
      const { context, scope, bytes } = call
      if (!context.limits.take('upload', call.principal.account)) throw new Failure('too-many')
      // Reading takes seconds, for which no transaction is held open.
      return async () => {
        const { sheet, form: written } = await demandTable(bytes)
        return context.store.inScope(scope.organisation, async (fresh) => ({
          form: written,
          ...(await importInto({ ...call, scope: fresh }, kind, form, sheet)),
        }))
      }
    },
  })

export const importRoutes: readonly Route[] = [
  importing('asset', 'assets', 'write', ASSET_FORM),
  importing('risk', 'risks', 'writeRisk', RISK_FORM),
]
