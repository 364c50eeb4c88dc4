import { Unavailable } from '../base/errors.ts'

/**
 * The database did not answer, or ended the connection, at a moment when nothing can have been changed: it restarts, or the
 * network is down. Nothing was wrong with what was asked.
 */
export class DatabaseAway extends Unavailable {
  static readonly code = 'store.database_away'
  constructor(cause: unknown) {
    super(
      DatabaseAway.code,
      'The database can not be reached at the moment. Nothing was changed; try again in a moment.',
      { cause },
    )
  }
}

/** The error itself, or DatabaseAway when it says that the connection is gone or could not be made. */
export const orDatabaseAway = (error: unknown): unknown => (isConnectionLost(error) ? new DatabaseAway(error) : error)

function isConnectionLost(error: unknown): boolean {
  // Node tries each address of a name.
  if (error instanceof AggregateError) return error.errors.some(isConnectionLost)
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? LOST.test(code) : SAID.test(error.message)
}

// 08: connection exceptions, 57P0x: the server stops, crashed or starts, 25P03: a transaction stood still for too long.
const LOST =
  /^(08\w{3}|57P0[1235]|25P0[34]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)$/

/** Errors of pg and its pool that carry no code. */
const SAID =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect|timeout expired)/
