import type { Transaction } from '../runtime/context.ts'
import type { Database } from './database.ts'
import { aloneInSchema } from './schema-lock.ts'
import { inShortTransaction } from './short-lock.ts'
import { quoted } from './statements/identifiers.ts'
import { transactionOf } from './transaction.ts'

/**
 * Drops a column or a table with all it holds; `withIt` is done in the same transaction. Whether a definition still
 * needs it is for the caller to know. Throws SchemaChangeBusy.
 */
export async function dropForGood(
  database: Database,
  { table, column }: { table: string; column?: string },
  withIt: (tx: Transaction) => Promise<void>,
): Promise<void> {
  const name = `app.${quoted(table)}`
  const drop = column === undefined ? `drop table ${name}` : `alter table ${name} drop column ${quoted(column)}`
  const forget = {
    text: `delete from jw.schema_copy where table_name = $1 and ($2::text is null or $2 in (source, target))`,
    values: [table, column ?? null],
  }
  await aloneInSchema(database, client =>
    inShortTransaction(client, [drop], forget, () => withIt(transactionOf(client))),
  )
}
