import { literalFault } from '../../../query/operand.ts'
import type { SortKey } from '../../../query/parse-sort.ts'
import { isUuid } from '../../../base/ids.ts'
import type { PageEnd } from '../../../store/statements/keyset.ts'
import { BadQuery } from './errors.ts'

/** An opaque text that says where a page ended. Holds only values that the page itself showed its reader or sorted by. */
export function encodeCursor(sort: readonly SortKey[], end: PageEnd): string {
  return Buffer.from(JSON.stringify([signature(sort), end.id, ...end.values])).toString('base64url')
}

/** Throws BadQuery when the text is not a cursor of this order: every value is checked before it reaches SQL. */
export function decodeCursor(sort: readonly SortKey[], cursor: string): PageEnd {
  const [order, id, ...values] = parsed(cursor)
  const fits =
    values.length === sort.length &&
    sort.every(({ column }, n) => values[n] === null || !literalFault(values[n], column))
  if (order !== signature(sort) || !isUuid(id) || !fits)
    throw new BadQuery([
      {
        pointer: '/after',
        code: 'query.bad_cursor',
        message: 'This is not the end of a page of this list. Begin again without "after".',
      },
    ])
  return { id, values }
}

const signature = (sort: readonly SortKey[]): string =>
  sort.map(({ column, descending }) => `${descending ? '-' : ''}${column.path}`).join()

function parsed(cursor: string): unknown[] {
  try {
    const json: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(json) ? json : []
  } catch {
    return []
  }
}
