import type { AddressRange } from '../../../../base/address.ts'
import type { Source } from '../../../../base/source.ts'
import type { UnknownId } from '../../../../cloud/ids.ts'
import type { LinuxCode } from '../codes.ts'

/** What the translation of rules needs to know of the host that they stand on. */
export interface FilterEnvironment {
  /** Makes (or finds) the unknown for a thing in a rule that was not understood. */
  readonly unknown: (code: LinuxCode, params: Readonly<Record<string, string | number>>, from: Source) => UnknownId
  /** The host's own and broadcast addresses, as routing sees them; null when they depend on the VRF or were not seen. */
  readonly addressTypes: { readonly local: readonly AddressRange[]; readonly broadcast: readonly AddressRange[] } | null
  /** The name of an interface by its index, for rules that were printed with numbers. */
  readonly nameOfIndex: (index: number) => string | undefined
  /** Some rule (of a filter or of routing) asks for a packet's mark. Where none does, what a mark becomes does not matter. */
  readonly marksMatter: boolean
  /** Every mark that a packet can bear on this host; null when rules compute marks, so that any may be. */
  readonly marks: readonly number[] | null
  /** Records a member or line that was not understood. */
  readonly unread: (at: Source, text: string) => void
}
