import { isNothing } from '../../../access/row-filter.ts'
import type { RunContext } from '../../../runtime/context.ts'
import { table } from '../../../store/statements/identifiers.ts'
import { afterPage, orderBy, type OrderKey } from '../../../store/statements/keyset.ts'
import { columnOf } from '../../../store/statements/predicate.ts'
import { operand, predicateSql } from '../../../store/statements/predicate-sql.ts'
import { recordColumns, toRecord, type RecordJson } from '../../../store/statements/record-columns.ts'
import { named, Parameters } from '../../../store/statements/sql-text.ts'
import { RecordActionForbidden } from './errors.ts'
import { LIST_LIMITS, listQuery, type ListInput, type ListQuery } from './list-query.ts'
import { fieldsOn, maskTerms } from './load-record.ts'
import { maskRecord } from './mask-record.ts'
import { encodeCursor } from './page-cursor.ts'
import { recordRights, type RecordRights } from './rights.ts'

export interface RecordPage {
  items: RecordJson[]
  /** Cursor of the next page, null on the last one. */
  next: string | null
  /** Only when it was asked for. */
  total?: number
}

/** A page of records, rights and filter in one statement. Throws BadQuery, RecordActionForbidden. */
export async function listRecords(ctx: RunContext, entity: string, input: ListInput): Promise<RecordPage> {
  const rights = recordRights(ctx, entity)
  if (isNothing(rights.read)) throw new RecordActionForbidden(rights.model, 'read')
  const query = listQuery(input, rights, ctx.principal)
  const rows = await pageRows(ctx, rights, query)
  const total = query.count ? await countRows(ctx, rights, query) : undefined
  const shown = rows.slice(0, query.limit)
  const items = shown.map(row =>
    maskRecord(rights.model, toRecord(row, rights.model), fieldsOn(row, 'read', rights.readMask)),
  )
  const next = rows.length > query.limit ? encodeCursor(query.sort, pageEnd(query, shown.at(-1)!)) : null
  return total === undefined ? { items, next } : { items, next, total }
}

type Row = Record<string, unknown>

async function pageRows(ctx: RunContext, rights: RecordRights, query: ListQuery): Promise<Row[]> {
  const parameters = new Parameters()
  const { model, modelOf } = rights
  const keys: OrderKey[] = query.sort.map(({ column, descending }) => ({ column: columnOf(column), descending }))
  const columns = [
    recordColumns(model, {
      modelOf,
      labels: true,
      lines: false,
      ...(query.fields === undefined ? {} : { fields: query.fields }),
    }),
    ...keys.map(({ column }, n) => `${operand(column, 'r')} as "sort:${n}"`),
    ...maskTerms('read', rights.readMask).map(
      ({ name, predicate }) => `(${predicateSql(predicate, 'r', parameters)}) as "right:${name}"`,
    ),
  ]
  const where = [predicateSql(rights.read, 'r', parameters), predicateSql(query.where, 'r', parameters)]
  if (query.end !== null) where.push(afterPage(keys, query.end, 'r', parameters))
  const text = `select ${columns.join(', ')} from ${table(model.name)} r where ${where.join(' and ')}
    order by ${orderBy(keys, 'r')} limit ${rowsToRead(query.limit)}`
  return ctx.tx.query(named(text), parameters.values)
}

const PAGE_SIZES = [20, 50, LIST_LIMITS.max]

/**
 * One more than the page, to know whether there is a next one. A constant in the text: PostgreSQL takes a tenth of the
 * table for a limit that it can't see, and then plans the statement anew every time.
 */
const rowsToRead = (limit: number): number => PAGE_SIZES.find(size => limit <= size)! + 1

async function countRows(ctx: RunContext, rights: RecordRights, query: ListQuery): Promise<number> {
  const parameters = new Parameters()
  const where = [predicateSql(rights.read, 'r', parameters), predicateSql(query.where, 'r', parameters)]
  const text = `select count(*) as total from ${table(rights.model.name)} r where ${where.join(' and ')}`
  const [row] = await ctx.tx.query<{ total: string }>(named(text), parameters.values)
  return Number(row!.total)
}

function pageEnd(query: ListQuery, row: Row) {
  const values = query.sort.map((_, n) => row[`sort:${n}`] ?? null)
  return { id: row['id'] as string, values: values.map(value => (value instanceof Date ? value.toISOString() : value)) }
}
