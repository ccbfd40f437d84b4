/** A tar archive for tests, also with what an honest one never holds. `type` is the header's flag: `0` file, `2` symbolic link, `3` device … */
export interface TarFile {
  readonly name: string
  readonly text?: string
  readonly type?: string
  readonly link?: string
}

const BLOCK = 512

export function tarOf(files: readonly TarFile[]): Uint8Array {
  return Buffer.concat([...files.flatMap((file) => [header(file), body(file)]), Buffer.alloc(2 * BLOCK)])
}

function header({ name, text = '', type = '0', link = '' }: TarFile): Buffer {
  const block = Buffer.alloc(BLOCK)
  const put = (at: number, value: string): void => void block.write(value, at, 'utf8')
  put(0, name)
  put(100, '0000644\0')
  put(124, `${Buffer.byteLength(text).toString(8).padStart(11, '0')}\0`)
  put(136, '00000000000\0')
  put(148, '        ')
  put(156, type)
  put(157, link)
  put(257, 'ustar\x0000')
  const sum = block.reduce((total, byte) => total + byte, 0)
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `)
  return block
}

function body({ text = '' }: TarFile): Buffer {
  const bytes = Buffer.from(text)
  return Buffer.concat([bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)])
}
