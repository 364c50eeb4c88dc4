import { Conflict, Defect, InvalidInput, Unavailable } from '../base/errors.ts'

/** The embedded server's programs are not there or can't be made runnable. */
export class EmbeddedServerUnavailable extends Unavailable {
  static readonly code = 'store.embedded_unavailable'
  constructor(why: string, options: { cause?: unknown } = {}) {
    super(
      EmbeddedServerUnavailable.code,
      `The embedded PostgreSQL can't be used: ${why}. Install the dependencies again (npm ci), or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      options,
    )
  }
}

/** The embedded server could not be made, started or reached. `log` is the end of its own words. */
export class EmbeddedServerFailed extends Unavailable {
  static readonly code = 'store.embedded_failed'
  constructor(what: string, log: string) {
    super(
      EmbeddedServerFailed.code,
      `The embedded PostgreSQL did not start: ${what}. Repair what it says below, or set DATABASE_URL to another PostgreSQL.\n${log.trim()}`,
    )
  }
}

export class DatabaseUnreachable extends Unavailable {
  static readonly code = 'store.database_unreachable'
  constructor(place: string, cause: unknown) {
    const reason = cause instanceof AggregateError ? cause.errors.map(String).join('; ') : (cause as Error).message
    super(
      DatabaseUnreachable.code,
      `No connection to the database ${place}: ${reason}. Check DATABASE_URL and that the server runs.`,
      {
        cause,
      },
    )
  }
}

export class DatabaseTooOld extends InvalidInput {
  static readonly code = 'store.database_too_old'
  constructor(version: string) {
    super(
      DatabaseTooOld.code,
      `The database is PostgreSQL ${version}; Jingwei needs 15 or newer. Point DATABASE_URL to a newer server.`,
    )
  }
}

export class BadDatabaseUrl extends InvalidInput {
  static readonly code = 'store.bad_database_url'
  constructor(setting: string) {
    super(
      BadDatabaseUrl.code,
      `${setting} is not a PostgreSQL address. Write it as postgresql://user:password@host:5432/database.`,
    )
  }
}

/** The app role is missing, and the owner may not make it. */
export class AppRoleMissing extends InvalidInput {
  static readonly code = 'store.app_role_missing'
  constructor() {
    super(
      AppRoleMissing.code,
      'The database has no role jingwei_app, and the owner may not create it. Ask the administrator of the server for: CREATE ROLE jingwei_app; then GRANT jingwei_app to the user of DATABASE_URL.',
    )
  }
}

export class MigrationChanged extends Defect {
  static readonly code = 'store.migration_changed'
  constructor(file: string) {
    super(
      MigrationChanged.code,
      `The migration ${file} was applied to this database with other content. Applied migrations are never edited: restore the file and add a new one.`,
    )
  }
}

export class MigrationOutOfOrder extends Defect {
  static readonly code = 'store.migration_out_of_order'
  constructor(file: string, last: string) {
    super(
      MigrationOutOfOrder.code,
      `The migration ${file} comes before ${last}, which this database already has. Give the new file the next free number.`,
    )
  }
}

export class DatabaseNewer extends InvalidInput {
  static readonly code = 'store.database_newer'
  constructor(file: string) {
    super(
      DatabaseNewer.code,
      `This database was migrated by a newer Jingwei: it has ${file}, which this version does not know. Start the newer version, or restore a backup made before.`,
    )
  }
}

export class TableNameTooLong extends InvalidInput {
  static readonly code = 'store.table_name_too_long'
  constructor(name: string, longest: number) {
    super(
      TableNameTooLong.code,
      `The table name ${name} has more than ${longest} characters. Shorten the name of the entity or of its line items.`,
    )
  }
}

export class TableNameTaken extends InvalidInput {
  static readonly code = 'store.table_name_taken'
  constructor(name: string) {
    super(
      TableNameTaken.code,
      `Two definitions need the table ${name}: an entity must not be named like another one's line items (<entity>_<field>). Rename one of them.`,
    )
  }
}

/** The mapping refuses names that stand for an object's prototype in JavaScript. */
export class ColumnNameReserved extends InvalidInput {
  static readonly code = 'store.column_name_reserved'
  constructor(table: string, column: string) {
    super(ColumnNameReserved.code, `A field of ${table} can't be named ${column}. Choose another name.`)
  }
}

/** A field would get a type that what is stored under its name is never a value of. */
export class UnsafeSchemaChange extends InvalidInput {
  static readonly code = 'store.unsafe_schema_change'
  constructor(retypes: readonly { table: string; column: string; from: string; to: string }[]) {
    const list = retypes.map(({ table, column, from, to }) => `"${table}"."${column}" from ${from} to ${to}`).join(', ')
    super(
      UnsafeSchemaChange.code,
      `The type of a stored field can't be changed in place: ${list}. Give the field a new name with "x-renamed-from": its values are then copied and converted. If a removed field kept values under this name, purge them.`,
      { details: { retypes } },
    )
  }
}

/** Rows that are already stored break the new rule. */
export class SchemaChangeConflict extends Conflict {
  static readonly code = 'store.schema_change_conflict'
  constructor(reason: string, cause?: unknown) {
    super(
      SchemaChangeConflict.code,
      `Stored rows contradict the new definition: ${reason}. The dry run of the change lists them. Correct the rows first, then publish again.`,
      cause === undefined ? {} : { cause },
    )
  }
}

export class SchemaChangeBusy extends Unavailable {
  static readonly code = 'store.schema_change_busy'
  constructor(cause: unknown) {
    super(
      SchemaChangeBusy.code,
      'A table that must be changed is in long use. Nothing was published; publish again in a moment.',
      { cause },
    )
  }
}

/** The connection was lost between the commit and its answer. */
export class CommitUnknown extends Unavailable {
  static readonly code = 'store.commit_unknown'
  constructor(cause: unknown) {
    super(
      CommitUnknown.code,
      'The connection to the database was lost while the change was being saved: it may or may not be there. Look before you repeat it; a request with the same Idempotency-Key can be repeated safely.',
      { cause },
    )
  }
}

/** A statement failed, the command went on as if it had not, and the database took everything back. */
export class FailureUnheard extends Defect {
  static readonly code = 'store.failure_unheard'
  constructor(cause: unknown) {
    super(
      FailureUnheard.code,
      'A statement of this command failed and was not heeded, so nothing was changed. Let its error end the command.',
      { cause },
    )
  }
}

export class TransactionOver extends Defect {
  static readonly code = 'store.transaction_over'
  constructor(statement: string) {
    super(
      TransactionOver.code,
      `The statement ${statement} came after the end of its transaction and was not sent. Await it before the command ends.`,
    )
  }
}

export class WriteOutsideTransaction extends Defect {
  static readonly code = 'store.write_outside_transaction'
  constructor(statement: string) {
    super(
      WriteOutsideTransaction.code,
      `The statement ${statement} can't wait for a commit that is not ours to send. Use query, and await it.`,
    )
  }
}
