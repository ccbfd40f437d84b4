import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/** An Office document without the moment of its making: `dcterms:created` and `modified` become a fixed one, so that the same content gives the same bytes. */
export function dateless(archive: Uint8Array): Uint8Array {
  const files = unzipSync(archive)
  const core = files['docProps/core.xml']
  if (core === undefined) return archive
  const fixed = strFromU8(core).replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, '$11980-01-01T00:00:00Z')
  return zipSync({ ...files, 'docProps/core.xml': strToU8(fixed) })
}
