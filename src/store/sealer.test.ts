import { randomBytes } from 'node:crypto'
import { rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/databases.ts'
import { SEAL_KEY_FILE, folderSealer, sealerOf } from './sealer.ts'

/** What is said of a seal that does not hold, and of one that is too short to be any. */
const REFUSED = /unable to authenticate data|are no sealed secret/

describe('[D-8] a sealed secret', () => {
  const sealer = sealerOf(randomBytes(32))

  it('opens under the key and the account that it was sealed for, and is another text each time', () => {
    const [one, two] = [sealer.seal('JBSWY3DPEHPK3PXP', 'a'), sealer.seal('JBSWY3DPEHPK3PXP', 'a')]
    expect(one).not.toBe(two)
    expect(one).not.toContain('JBSWY3DP')
    expect([sealer.unseal(one, 'a'), sealer.unseal(two, 'a')]).toEqual(['JBSWY3DPEHPK3PXP', 'JBSWY3DPEHPK3PXP'])
  })

  it('opens neither for another account, nor with another key, nor when a byte was changed or is missing', () => {
    const sealed = sealer.seal('secret', 'a')
    expect(() => sealer.unseal(sealed, 'b')).toThrow(REFUSED)
    expect(() => sealerOf(randomBytes(32)).unseal(sealed, 'a')).toThrow(REFUSED)
    const bytes = Buffer.from(sealed, 'base64url')
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      expect(() => sealer.unseal(changed.toString('base64url'), 'a')).toThrow(REFUSED)
      expect(() => sealer.unseal(bytes.subarray(0, at).toString('base64url'), 'a')).toThrow(REFUSED)
    }
  })
})

describe('[D-8] the key of a data folder', () => {
  let folder = ''
  beforeAll(async () => void (folder = await temporaryFolder()))
  afterAll(async () => rm(folder, { recursive: true }))

  it('is made once, is readable to its owner only, and serves again', async () => {
    const sealed = (await folderSealer(folder)).seal('secret', 'a')
    expect((await stat(join(folder, SEAL_KEY_FILE))).mode & 0o777).toBe(0o600)
    expect((await folderSealer(folder)).unseal(sealed, 'a')).toBe('secret')
  })

  it('is never replaced by a shorter one in silence', async () => {
    await writeFile(join(folder, SEAL_KEY_FILE), 'short')
    await expect(folderSealer(folder)).rejects.toThrow('expected 32')
  })
})
