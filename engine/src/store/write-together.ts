import type { Statement, Transaction } from '../runtime/context.ts'

/** One statement that changes rows, with its parameters. */
export interface Write {
  statement: Statement
  values: readonly unknown[]
}

/**
 * Writes several statements as one, with the commit: what the server does for every statement it then does once. None of
 * them may touch a row that another one of them touches, and none sees what the others do. The same statements in the
 * same order are one prepared statement; of combinations that are rare there would be too many, so they go one by one.
 */
export function writeTogether(tx: Pick<Transaction, 'write'>, writes: readonly Write[]): void {
  const merged = writes.length < 2 ? undefined : mergedOf(writes.map(write => write.statement))
  if (merged === undefined) for (const { statement, values } of writes) tx.write(statement, values)
  else
    tx.write(
      merged,
      writes.flatMap(write => write.values),
    )
}

/** Every connection prepares each of them. */
const MOST_COMBINATIONS = 64
/** What a statement of the server can have. */
const MOST_PARAMETERS = 1_000

const known = new Map<string, Statement>()

function mergedOf(statements: readonly Statement[]): Statement | undefined {
  const key = statements.map(statement => statement.name).join()
  const found = known.get(key)
  if (found !== undefined || known.size === MOST_COMBINATIONS) return found
  const parts = numbered(statements)
  if (parts === undefined) return undefined
  const [last] = parts.slice(-1)
  const before = parts.slice(0, -1).map((text, i) => `w${i} as (${text})`)
  const merged = { name: `together-${known.size}`, text: `with ${before.join(',\n')}\n${last}` }
  known.set(key, merged)
  return merged
}

/** Each with parameters of its own. */
function numbered(statements: readonly Statement[]): string[] | undefined {
  let used = 0
  const texts = statements.map(({ text }) => {
    const before = used
    return text.replace(/\$(\d+)/g, (_, number: string) => {
      used = Math.max(used, before + Number(number))
      return `$${before + Number(number)}`
    })
  })
  return used > MOST_PARAMETERS ? undefined : texts
}
