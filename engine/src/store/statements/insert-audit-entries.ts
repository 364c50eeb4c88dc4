import type { Statement } from '../../runtime/context.ts'

/** Columns of an entry, in the order of its parameters. */
const COLUMNS = {
  at: 'timestamptz',
  account_id: 'text',
  person_id: 'uuid',
  command_id: 'uuid',
  command: 'text',
  cause: 'text',
  action: 'text',
  subject_kind: 'text',
  subject_id: 'text',
  changes: 'jsonb',
  reason: 'text',
  content_hash: 'bytea',
} as const

const names = Object.keys(COLUMNS).join(', ')
const types = Object.values(COLUMNS)

/** Most commands write one to three entries: a statement for each number is a fifth cheaper than one over arrays. */
const MOST_ROWS = 8

/** Every statement that writes entries has a name that begins so. */
export const INSERT_AUDIT = 'insert-audit-entries'

/** A statement with its parameters for `rows`: each in the order of COLUMNS, `changes` as JSON text. They keep their order. */
export const insertAuditEntries = (rows: readonly (readonly unknown[])[]): [Statement, unknown[]] =>
  rows.length <= MOST_ROWS
    ? [fewRows[rows.length - 1]!, rows.flat()]
    : [manyRows, types.map((_, i) => rows.map(row => row[i]))]

const fewRows = Array.from({ length: MOST_ROWS }, (_, i): Statement => ({
  name: `${INSERT_AUDIT}-${i + 1}`,
  text: `insert into jw.audit_entry (${names}) values ${Array.from({ length: i + 1 }, (__, row) => `(${parametersOf(row)})`).join(', ')}`,
}))

function parametersOf(row: number): string {
  return types.map((type, i) => `$${row * types.length + i + 1}::${type}`).join(', ')
}

const manyRows: Statement = {
  name: INSERT_AUDIT,
  text: `insert into jw.audit_entry (${names})
    select ${Object.entries(COLUMNS)
      .map(([name, type]) => (type === 'jsonb' ? `${name}::jsonb` : name))
      .join(', ')}
    from unnest(${types.map((type, i) => `$${i + 1}::${type === 'jsonb' ? 'text' : type}[]`).join(', ')})
      with ordinality as e (${names}, place)
    order by place`,
}
