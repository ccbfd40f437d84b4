import { describe, expect, it } from 'vitest'
import { largeResult } from '../../../bench/large.ts'
import { embeddedStore } from '../../../test/databases.ts'
import { keepBlob } from '../../store/evidence-blobs.ts'
import { createOrganisation } from '../../store/organisations.ts'
import { briefResult, heldResult } from './held-results.ts'

describe('the result of an audit', () => {
  it('is read once, and again by nobody but its organisation', async () => {
    const store = await embeddedStore()
    const at = '2026-11-21T00:00:00Z'
    for (const id of ['o', 'p']) await store.inScope(id, (scope) => createOrganisation(scope, { by: 'system', at }, id))
    const bytes = Buffer.from(JSON.stringify(largeResult(3)))
    const sha256 = await store.inScope('o', (scope) => keepBlob(scope, store.blobs, bytes, at))
    await expect(store.inScope('p', (scope) => heldResult(store, scope, sha256))).rejects.toThrow('is not kept')
    const first = await store.inScope('o', (scope) => heldResult(store, scope, sha256))
    expect(first.findings).toHaveLength(3)
    expect(await store.inScope('o', (scope) => heldResult(store, scope, sha256))).toBe(first)
    await store.close()
  })

  it('goes to a page whole when it is small, and of many findings only what lists show', () => {
    const [small, large] = [largeResult(200), largeResult(201)]
    expect(JSON.parse(briefResult(small))).toEqual(JSON.parse(JSON.stringify(small)))
    const seen = JSON.parse(briefResult(large))
    expect(seen.findings).toHaveLength(201)
    expect(seen.findings[0]).toMatchObject({ id: 'F-1', title: large.findings[0]?.title, hops: [], witness: null })
    expect(seen.matrix).toEqual(large.matrix)
    expect(briefResult(large).length * 8).toBeLessThan(JSON.stringify(large).length)
  })
})
