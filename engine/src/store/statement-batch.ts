import type pg from 'pg'
import type { Statement } from '../runtime/context.ts'
import { knownShapes, RowShape } from './row-shape.ts'
import { wireValue, type WireConnection, type WireValue } from './wire-connection.ts'

/** One statement of a batch. */
export interface BatchStep {
  readonly statement: Statement
  readonly values: readonly WireValue[]
  /** False: what it answers is thrown away. */
  readonly wantsRows: boolean
}

/** Converts the values now: what the caller changes afterwards does not count. */
export const batchStep = (statement: Statement, values: readonly unknown[], wantsRows: boolean): BatchStep => ({
  statement,
  values: values.map(value => wireValue(value)),
  wantsRows,
})

export interface BatchAnswer {
  /** Of each step; none for steps that want none. */
  rows: object[][]
  /** What the server says it did last: `COMMIT`, `INSERT 0 1`. */
  lastTag: string
}

/**
 * Several prepared statements in one round trip: Parse (once per connection), Bind, Describe (once per connection) and
 * Execute of each, then one Sync. Outside of `begin` the server takes all of them for one transaction. The first that
 * fails ends the batch: the server skips the later ones, a `commit` among them.
 *
 * A pg *submittable*: pg calls `submit` when it is its turn on the connection, then the handlers as messages come.
 */
export class StatementBatch implements pg.Submittable {
  readonly steps: readonly BatchStep[]
  readonly answer: Promise<BatchAnswer>
  /** Something may have reached the server. */
  sent = false
  /** So many steps are known to be done. */
  done = 0

  readonly #types: Pick<pg.ClientBase, 'getTypeParser'>
  readonly #rows: object[][]
  readonly #parsing: Statement[] = []
  #lastTag = ''
  #unreadable: unknown
  #connection: WireConnection | undefined
  #resolve!: (answer: BatchAnswer) => void
  #reject!: (error: unknown) => void

  /** `types`: how values come out. */
  constructor(types: Pick<pg.ClientBase, 'getTypeParser'>, steps: readonly BatchStep[]) {
    this.#types = types
    this.steps = steps
    this.#rows = steps.map(() => [])
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  submit(given: pg.Connection): Error | null {
    const connection = given as unknown as WireConnection
    const fault = this.#findNew(connection)
    if (fault !== null) return fault
    this.#connection = connection
    this.sent = true
    if (this.#parsing.length > 0) connection.on('parseComplete', this.#onParsed)
    sendTogether(connection, () => this.#send(connection))
    return null
  }

  handleRowDescription({ fields }: { fields: readonly pg.FieldDef[] }): void {
    this.#shapes().set(this.#current().statement.name, new RowShape(fields, this.#types))
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const { statement, wantsRows } = this.#current()
    if (!wantsRows || this.#unreadable !== undefined) return
    try {
      this.#rows[this.done]!.push(this.#shapes().get(statement.name)!.read(fields))
    } catch (error) {
      this.#unreadable = error
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.done++
    this.#lastTag = text
  }

  handleEmptyQuery(): void {
    this.done++
  }

  handleReadyForQuery(): void {
    if (this.#unreadable === undefined) this.#resolve({ rows: this.#rows, lastTag: this.#lastTag })
    else this.#reject(this.#unreadable)
  }

  /** Of the server, for the step after those done; or the connection is lost. */
  handleError(error: unknown): void {
    this.#connection?.off('parseComplete', this.#onParsed)
    this.#reject(error)
  }

  /** The server now waits for rows and has swallowed the Sync: there is no way on. */
  handleCopyInResponse(): void {
    this.#connection!.stream.destroy(new Error('A batch has no rows to copy.'))
  }

  handleCopyData(): void {}

  /** What this connection has not prepared yet. An error when a name stands for another text. */
  #findNew({ parsedStatements }: WireConnection): Error | null {
    const known = new Map<string, string>()
    for (const { statement } of this.steps) {
      const text = known.get(statement.name) ?? parsedStatements[statement.name]
      if (text === undefined) this.#parsing.push(statement)
      else if (text !== statement.text) return new Error(`Two prepared statements are named ${statement.name}.`)
      known.set(statement.name, statement.text)
    }
    return null
  }

  #send(connection: WireConnection): void {
    const unparsed = new Set(this.#parsing)
    const shapes = knownShapes(connection)
    for (const { statement, values, wantsRows } of this.steps) {
      if (unparsed.delete(statement)) {
        connection.parse(statement)
        shapes.delete(statement.name)
      }
      connection.bind({ statement: statement.name, values })
      if (wantsRows && !shapes.has(statement.name)) connection.describe({ type: 'P' })
      connection.execute()
    }
  }

  /** Also of a batch that fails later: what is prepared outlives the transaction. */
  readonly #onParsed = (): void => {
    const { name, text } = this.#parsing.shift()!
    this.#connection!.parsedStatements[name] = text
    if (this.#parsing.length === 0) this.#connection!.off('parseComplete', this.#onParsed)
  }

  #current(): BatchStep {
    return this.steps[this.done]!
  }

  #shapes(): Map<string, RowShape> {
    return knownShapes(this.#connection!)
  }
}

/** In one packet, with the Sync that the server answers to. */
function sendTogether(connection: WireConnection, send: () => void): void {
  connection.stream.cork()
  try {
    send()
    connection.sync()
  } catch (error) {
    // Half a batch without its Sync would leave the connection waiting for ever.
    connection.stream.destroy(error as Error)
  } finally {
    connection.stream.uncork()
  }
}
