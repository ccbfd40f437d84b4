import type { DatabaseConnection, Dialect, Driver } from 'kysely'
import { CompiledQuery, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import { describe, expect, it } from 'vitest'
import { TransactionEnded, withLeases } from './leases.ts'

const QUERY = CompiledQuery.raw('select 1')

/** A driver that writes down what reaches it, and whose ends take as long as a network does. */
function written(): { readonly dialect: Dialect; readonly said: string[] } {
  const said: string[] = []
  const connection: DatabaseConnection = {
    async executeQuery() {
      said.push('query')
      return { rows: [] }
    },
    async *streamQuery() {
      said.push('stream')
      yield { rows: [] }
    },
  }
  const slowly = async (name: string): Promise<void> => {
    await new Promise(setImmediate)
    said.push(name)
  }
  const driver: Driver = {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    beginTransaction: () => slowly('begin'),
    commitTransaction: () => slowly('commit'),
    rollbackTransaction: () => slowly('rollback'),
    releaseConnection: () => slowly('release'),
    destroy: () => Promise.resolve(),
  }
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
  return { dialect, said }
}

const ENDS = {
  commit: (driver: Driver, lent: DatabaseConnection) => driver.commitTransaction(lent),
  rollback: (driver: Driver, lent: DatabaseConnection) => driver.rollbackTransaction(lent),
  release: (driver: Driver, lent: DatabaseConnection) => driver.releaseConnection(lent),
} as const

describe('[D-11] a lent connection', () => {
  it.each(Object.entries(ENDS))('takes no query from the moment that its %s begins', async (name, end) => {
    const { dialect, said } = written()
    const driver = withLeases(dialect).createDriver()
    const lent = await driver.acquireConnection()
    await driver.beginTransaction(lent, {})
    await lent.executeQuery(QUERY)
    const ending = end(driver, lent)
    // The end is under way and nothing of it has come back yet.
    await expect(lent.executeQuery(QUERY)).rejects.toThrow(TransactionEnded)
    expect(() => lent.streamQuery(QUERY, 1)).toThrow(TransactionEnded)
    await ending
    await expect(lent.executeQuery(QUERY)).rejects.toThrow(TransactionEnded)
    expect(said).toEqual(['begin', 'query', name])
  })

  it('is lent anew to the next, and the ended one stays ended', async () => {
    const { dialect, said } = written()
    const driver = withLeases(dialect).createDriver()
    const first = await driver.acquireConnection()
    await driver.releaseConnection(first)
    const second = await driver.acquireConnection()
    await second.executeQuery(QUERY)
    await expect(first.executeQuery(QUERY)).rejects.toThrow(TransactionEnded)
    expect(said).toEqual(['release', 'query'])
  })

  it('is given back only by whoever it was lent to', async () => {
    const { dialect } = written()
    const driver = withLeases(dialect).createDriver()
    const stranger = await dialect.createDriver().acquireConnection()
    await expect(driver.releaseConnection(stranger)).rejects.toThrow('was not lent')
  })
})
