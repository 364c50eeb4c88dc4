import pg from 'pg'
import type { Statement, Transaction } from '../runtime/context.ts'
import { batchStep, StatementBatch, type BatchAnswer, type BatchStep } from './statement-batch.ts'
import { CommitUnknown, FailureUnheard, TransactionOver } from './store-errors.ts'

/**
 * Commands look rows up by their keys. A plan that was made while a table was small would read it from end to end, dead
 * rows too, until the next vacuum.
 */
const BEGIN = [
  batchStep({ name: 'begin', text: 'begin' }, [], false),
  batchStep({ name: 'begin-by-index', text: 'set local enable_seqscan = off' }, [], false),
]
const COMMIT = batchStep({ name: 'commit', text: 'commit' }, [], false)

/**
 * A transaction (read committed) of few round trips. It begins with its first query, in the same batch; writes wait for
 * the next query or for the commit, in the same batch. One that only writes is a single batch without `begin`, which the
 * server takes for one transaction.
 */
export class PipelinedTransaction implements Transaction {
  readonly #client: pg.ClientBase
  #writes: BatchStep[] = []
  #begun = false
  #over = false
  #committing: StatementBatch | undefined
  #failure: unknown

  constructor(client: pg.ClientBase) {
    this.#client = client
  }

  async query<Row extends object>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    const step = batchStep(statement, values, true)
    this.#refuseWhenOver(statement)
    const first = this.#begun ? [] : BEGIN
    this.#begun = true
    const { rows } = await this.#send(new StatementBatch(this.#client, [...first, ...this.#takeWrites(), step]))
    return rows.at(-1) as Row[]
  }

  write(statement: Statement, values: readonly unknown[] = []): void {
    this.#refuseWhenOver(statement)
    this.#writes.push(batchStep(statement, values, false))
  }

  /** Throws what a write failed of, and FailureUnheard when a query failed and was not heard. */
  async commit(): Promise<void> {
    const steps = this.#begun ? [...this.#takeWrites(), COMMIT] : this.#takeWrites()
    this.#over = true
    if (steps.length === 0) return
    this.#committing = new StatementBatch(this.#client, steps)
    const { lastTag } = await this.#send(this.#committing)
    // The server answers a commit after a failure with a rollback, without an error.
    if (this.#begun && lastTag !== 'COMMIT') throw new FailureUnheard(this.#failure)
  }

  /**
   * Takes everything back after `error`. `reason` is what to throw: `error`, or CommitUnknown when the connection was lost
   * at a moment when the commit may have been done. `lost`: the connection is of no use any more.
   */
  async undo(error: unknown): Promise<{ reason: unknown; lost: Error | undefined }> {
    this.#over = true
    const lost = await this.#rollBack()
    return { reason: lost !== undefined && this.#mayBeCommitted(error) ? new CommitUnknown(error) : error, lost }
  }

  async #send(batch: StatementBatch): Promise<BatchAnswer> {
    this.#client.query(batch)
    try {
      return await batch.answer
    } catch (error) {
      this.#failure ??= error
      // Who asked is of more use than where the socket was read.
      if (error instanceof Error) Error.captureStackTrace(error)
      throw error
    }
  }

  /** What makes the connection fit for the next one; the error when nothing does. */
  async #rollBack(): Promise<Error | undefined> {
    if (!this.#begun && this.#committing === undefined) return undefined
    try {
      // Where the server has ended the transaction by itself an empty statement shows that it still answers.
      await this.#client.query(this.#begun && !this.#reachedCommit() ? 'rollback' : '')
      return undefined
    } catch (error) {
      return error as Error
    }
  }

  /** A server that refuses a step before the commit has not come to it. */
  #mayBeCommitted(error: unknown): boolean {
    if (this.#committing?.sent !== true) return false
    return !(error instanceof pg.DatabaseError) || this.#reachedCommit()
  }

  /** All writes of the last batch are done. */
  #reachedCommit(): boolean {
    if (this.#committing === undefined) return false
    const { steps, done } = this.#committing
    return done >= steps.filter(step => step !== COMMIT).length
  }

  #takeWrites(): BatchStep[] {
    const writes = this.#writes
    this.#writes = []
    return writes
  }

  #refuseWhenOver({ name }: Statement): void {
    if (this.#over) throw new TransactionOver(name)
  }
}
