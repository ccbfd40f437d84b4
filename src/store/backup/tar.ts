/** A file within a backup. */
export interface Member {
  readonly name: string
  readonly bytes: Buffer
}

const BLOCK = 512
/** What a member may hold: beyond it a damaged or hostile archive would be read into memory. */
const MEMBER_LIMIT = 2 ** 31
const NAME = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,98}$/

/** A member as a ustar archive holds it, so that any `tar` can look into a backup. Names are ours: ASCII, below 100 characters. */
export function tarMember({ name, bytes }: Member): Buffer {
  if (!NAME.test(name)) throw new Error(`${JSON.stringify(name)} cannot name a member`)
  const header = Buffer.alloc(BLOCK)
  header.write(name, 0)
  header.write('0000600\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124)
  header.write('00000000000\0', 136)
  header.write('0ustar\u000000', 156)
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148)
  return Buffer.concat([header, bytes, Buffer.alloc(padding(bytes.length))])
}

/** What ends an archive. */
export const TAR_END = Buffer.alloc(2 * BLOCK)

/** The archive is damaged or cut short. */
export class BadArchive extends Error {}

/** The members of an archive, one after another. Throws BadArchive when it is damaged or does not end as one. */
export async function* tarMembers(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Member> {
  const reader = new Reader(chunks[Symbol.asyncIterator]())
  for (;;) {
    const header = await reader.take(BLOCK)
    if (header.every((byte) => byte === 0)) return
    const { name, size } = parseHeader(header)
    const bytes = await reader.take(size)
    await reader.take(padding(size))
    yield { name, bytes }
  }
}

function parseHeader(header: Buffer): { readonly name: string; readonly size: number } {
  const text = (from: number, length: number): string =>
    header
      .toString('latin1', from, from + length)
      .split('\0', 1)[0]
      ?.trim() ?? ''
  const name = text(0, 100)
  const size = Number.parseInt(text(124, 12), 8)
  if (Number.parseInt(text(148, 8), 8) !== checksum(header)) throw new BadArchive('a header does not have its checksum')
  if (!NAME.test(name) || name.includes('..'))
    throw new BadArchive(`the member ${JSON.stringify(name)} is not one of a backup`)
  if (!(size >= 0 && size <= MEMBER_LIMIT)) throw new BadArchive(`the member ${name} has the size ${size}`)
  return { name, size }
}

/** The sum of the header's bytes, the checksum's own taken as spaces. */
const checksum = (header: Buffer): number => header.reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 32 : byte), 0)

const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK

class Reader {
  readonly #chunks: AsyncIterator<Uint8Array>
  #held: Buffer[] = []
  #size = 0

  constructor(chunks: AsyncIterator<Uint8Array>) {
    this.#chunks = chunks
  }

  async take(size: number): Promise<Buffer> {
    while (this.#size < size) {
      const { value, done } = await this.#chunks.next()
      if (done === true) throw new BadArchive(`the archive ends ${size - this.#size} bytes early`)
      this.#held.push(Buffer.from(value))
      this.#size += value.length
    }
    const all = Buffer.concat(this.#held)
    this.#held = [all.subarray(size)]
    this.#size -= size
    return all.subarray(0, size)
  }
}
