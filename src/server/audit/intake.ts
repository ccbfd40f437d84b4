import { ENGAGEMENT_FILE } from '../../audit/engagement.ts'
import { intakeDesk } from '../../evidence/intake.ts'
import type { Intake, IntakeEntry } from '../../evidence/intake.ts'
import { archiveKind } from '../../evidence/intake/archive.ts'

/** A file that is an archive is a set of evidence, its names are the paths. An engagement that was written here goes before one that lies in a set. */
export function intake(entries: readonly IntakeEntry[], engagement: string | null): Intake {
  const desk = intakeDesk()
  if (engagement !== null) desk.add({ path: ENGAGEMENT_FILE, bytes: Buffer.from(engagement, 'utf8') })
  for (const entry of entries) {
    if (engagement !== null && entry.path === ENGAGEMENT_FILE) continue
    if (archiveKind(entry.bytes) === null) desk.add(entry)
    else desk.addSet(entry)
  }
  return desk.finish()
}
