import { crc32, deflateRawSync } from 'node:zlib'

/** A member of a ZIP as a test wants it, lies included. */
export interface ZipMember {
  readonly name: string | Uint8Array
  readonly bytes?: Uint8Array
  readonly packed?: boolean
  /** General purpose flags: 1 is encrypted, 0x800 a name in UTF-8. */
  readonly flags?: number
  /** Unix mode, such as 0o120777 of a symbolic link. */
  readonly mode?: number
  /** The unpacked size that it claims to have. */
  readonly claims?: number
}

/** A ZIP with exactly these members, in this order. No tool would make some of them. */
export function zipOf(members: readonly ZipMember[]): Uint8Array {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const member of members) {
    const { local, entry } = memberOf(member, at)
    locals.push(local)
    central.push(entry)
    at += local.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(members.length, 0xffff), 8)
  end.writeUInt16LE(Math.min(members.length, 0xffff), 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return new Uint8Array(Buffer.concat([...locals, directory, end]))
}

function memberOf(
  { name, bytes = new Uint8Array(), packed = false, flags = 0x800, mode = 0o100644, claims }: ZipMember,
  at: number,
) {
  const called = typeof name === 'string' ? Buffer.from(name) : Buffer.from(name)
  const data = packed ? deflateRawSync(bytes) : Buffer.from(bytes)
  const shared = Buffer.alloc(26)
  shared.writeUInt16LE(20, 0)
  shared.writeUInt16LE(flags, 2)
  shared.writeUInt16LE(packed ? 8 : 0, 4)
  shared.writeUInt32LE(crc32(bytes), 10)
  shared.writeUInt32LE(data.length, 14)
  shared.writeUInt32LE(claims ?? bytes.length, 18)
  shared.writeUInt16LE(called.length, 22)
  const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), shared, called, data])
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(0x0314, 4)
  shared.copy(entry, 6)
  entry.writeUInt32LE((mode << 16) >>> 0, 38)
  entry.writeUInt32LE(at, 42)
  return { local, entry: Buffer.concat([entry, called]) }
}
