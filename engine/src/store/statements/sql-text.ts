import { hash } from 'node:crypto'
import type { Statement } from '../../runtime/context.ts'

/** The values of a statement that is being put together; gives each its place. */
export class Parameters {
  readonly values: unknown[] = []
  /** `$3::uuid` */
  add(value: unknown, type: string): string {
    return `$${this.values.push(value)}::${type}`
  }
}

/** A text with its values: equal shapes have equal texts, whatever the values. */
export interface BoundStatement {
  statement: Statement
  values: unknown[]
}

/** How many generated texts get a prepared statement; later shapes run unprepared, so that no client can fill the server's memory with them. */
const MAX_PREPARED = 2000

const prepared = new Map<string, Statement>()

/** Names a generated text, so that the same shape is planned once per connection. */
export function named(text: string): Statement {
  const known = prepared.get(text)
  if (known !== undefined) return known
  if (prepared.size >= MAX_PREPARED) return { name: '', text }
  const statement = { name: `g-${hash('sha256', text).slice(0, 32)}`, text }
  prepared.set(text, statement)
  return statement
}
