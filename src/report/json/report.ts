import type { AuditResult } from '../../audit/result.ts'
import { inert } from './inert.ts'

/** The result as JSON (docs/spec/audit-json.md), two spaces deep, ending with a line feed; inert on a terminal. */
export const jsonReport = (result: AuditResult): string => `${inert(JSON.stringify(result, null, 2))}\n`
