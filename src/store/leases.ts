import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult, TransactionSettings } from 'kysely'

/** A query came after its transaction had ended. */
export class TransactionEnded extends Error {}

/**
 * The dialect with connections that are lent: after the commit or the rollback nothing more goes over them. Of queries that were begun together and
 * wait for each other, one that fails ends the transaction while others still wait; without this they would be made outside of it, on a bare
 * connection without role and organisation, or in the transaction of whoever has the connection next.
 */
export const withLeases = (dialect: Dialect): Dialect => ({
  createAdapter: () => dialect.createAdapter(),
  createDriver: () => new LeasingDriver(dialect.createDriver()),
  createIntrospector: (db) => dialect.createIntrospector(db),
  createQueryCompiler: () => dialect.createQueryCompiler(),
})

class Lease implements DatabaseConnection {
  readonly connection: DatabaseConnection
  isOver = false

  constructor(connection: DatabaseConnection) {
    this.connection = connection
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    this.#demand()
    return this.connection.executeQuery<R>(query)
  }

  streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    this.#demand()
    return this.connection.streamQuery<R>(query, chunkSize)
  }

  #demand(): void {
    if (this.isOver) throw new TransactionEnded('a query came after its transaction had ended')
  }
}

class LeasingDriver implements Driver {
  readonly #driver: Driver
  readonly #leases = new WeakMap<DatabaseConnection, Lease>()

  constructor(driver: Driver) {
    this.#driver = driver
  }

  init(): Promise<void> {
    return this.#driver.init()
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const lease = new Lease(await this.#driver.acquireConnection())
    this.#leases.set(lease, lease)
    return lease
  }

  beginTransaction(lease: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return this.#driver.beginTransaction(this.#of(lease).connection, settings)
  }

  async commitTransaction(lease: DatabaseConnection): Promise<void> {
    await this.#driver.commitTransaction(this.#ended(lease))
  }

  async rollbackTransaction(lease: DatabaseConnection): Promise<void> {
    await this.#driver.rollbackTransaction(this.#ended(lease))
  }

  async releaseConnection(lease: DatabaseConnection): Promise<void> {
    await this.#driver.releaseConnection(this.#ended(lease))
  }

  destroy(): Promise<void> {
    return this.#driver.destroy()
  }

  #of(connection: DatabaseConnection): Lease {
    const lease = this.#leases.get(connection)
    if (lease === undefined) throw new Error('a connection that was not lent is given back')
    return lease
  }

  #ended(connection: DatabaseConnection): DatabaseConnection {
    const lease = this.#of(connection)
    lease.isOver = true
    return lease.connection
  }
}
