import type { ColumnContent, ComparisonContent, RuleContent, RuleSetContent, Scalar } from './content.ts'

/** A rule set seen as a table: one row per rule, input columns for its comparisons, output columns for its results. */
export interface DecisionTable {
  columns: ColumnContent[]
  rows: DecisionRow[]
}

export interface DecisionRow {
  /** Key of the rule. */
  key: string
  title?: string
  description?: string
  priority?: number
  /** By column key. An input column without a cell takes any value; an output column without one gives nothing. */
  cells: Record<string, Cell>
}

export type Cell = ComparisonContent['value']

/** A rule that no row can show, and why. */
export interface NotATable {
  rule: string
  reason: 'nested' | 'no_column' | 'twice'
}

/**
 * The table of a rule set; `notATable` names the first rule that only the text can show: nested conditions, a comparison that has
 * no column, or one that stands twice.
 */
export function decisionTable(
  content: Pick<RuleSetContent, 'columns' | 'outputs' | 'rules'>,
): { table: DecisionTable; notATable?: undefined } | { table?: undefined; notATable: NotATable } {
  const columns = content.columns ?? derivedColumns(content)
  const rows: DecisionRow[] = []
  for (const rule of content.rules) {
    const row = toRow(rule, columns)
    if ('reason' in row) return { notATable: row }
    rows.push(row)
  }
  return { table: { columns, rows } }
}

/**
 * The rule set with the columns and rows of `table`. A row that says what its rule said leaves that rule untouched, and columns
 * that were derived stay derived, so that writing back an unchanged table changes nothing.
 */
export function withDecisionTable<Content extends Pick<RuleSetContent, 'columns' | 'outputs' | 'rules'>>(
  content: Content,
  table: DecisionTable,
): Content {
  const rules = table.rows.map(row =>
    toRule(
      row,
      table.columns,
      content.rules.find(rule => rule.key === row.key),
    ),
  )
  const changed = { ...content, rules }
  const derived = content.columns === undefined && equal(derivedColumns(changed), table.columns)
  return derived ? changed : { ...changed, columns: table.columns }
}

/** One column per fact and operator and one per result, in the order in which they are first used. */
function derivedColumns({ rules, outputs }: Pick<RuleSetContent, 'outputs' | 'rules'>): ColumnContent[] {
  const columns: ColumnContent[] = []
  for (const { fact, operator } of rules.flatMap(rule => comparisonsOf(rule) ?? [])) {
    if (columns.some(column => isFor(column, { fact, operator }))) continue
    const taken = columns.filter(column => column.side === 'input' && column.fact === fact).length
    columns.push({ key: taken ? `${fact}_${taken + 1}` : fact, side: 'input', fact, operator })
  }
  const keys = new Set(columns.map(column => column.key))
  for (const output of Object.keys(outputs.properties))
    columns.push({ key: keys.has(output) ? `${output}_result` : output, side: 'output', output })
  return columns
}

const isFor = (column: ColumnContent, { fact, operator }: Pick<ComparisonContent, 'fact' | 'operator'>): boolean =>
  column.side === 'input' && column.fact === fact && column.operator === operator

/** Undefined unless the rule is a flat list of comparisons that must all hold. */
function comparisonsOf({ conditions }: RuleContent): ComparisonContent[] | undefined {
  if (!('all' in conditions)) return undefined
  const comparisons = conditions.all.filter(condition => 'fact' in condition)
  return comparisons.length === conditions.all.length ? comparisons : undefined
}

function toRow(rule: RuleContent, columns: readonly ColumnContent[]): DecisionRow | NotATable {
  const comparisons = comparisonsOf(rule)
  if (!comparisons) return { rule: rule.key, reason: 'nested' }
  const cells: Record<string, Cell> = {}
  for (const comparison of comparisons) {
    const column = columns.find(each => isFor(each, comparison))
    if (!column || column.key in cells) return { rule: rule.key, reason: column ? 'twice' : 'no_column' }
    cells[column.key] = comparison.value
  }
  for (const [output, value] of Object.entries(rule.event.params)) {
    const column = columns.find(each => each.side === 'output' && each.output === output)
    if (!column) return { rule: rule.key, reason: 'no_column' }
    cells[column.key] = value
  }
  const { key, title, description, priority } = rule
  return {
    key,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(priority !== undefined && { priority }),
    cells,
  }
}

function toRule(row: DecisionRow, columns: readonly ColumnContent[], old: RuleContent | undefined): RuleContent {
  const before = old && toRow(old, columns)
  if (old && before && equal(before, row)) return old
  const { cells, ...head } = row
  const all = columns.flatMap(column =>
    column.side === 'input' && column.key in cells ? [comparison(column, cells[column.key]!)] : [],
  )
  const params = columns.flatMap(column =>
    column.side === 'output' && column.key in cells ? [[column.output, cells[column.key] as Scalar] as const] : [],
  )
  return {
    ...head,
    conditions: { all },
    event: { type: old?.event.type ?? 'decided', params: Object.fromEntries(params) },
  }
}

const comparison = (
  { fact, operator }: { fact: string; operator: ComparisonContent['operator'] },
  value: Cell,
): ComparisonContent => ({
  fact,
  operator,
  value,
})

/** Deep, without regard to the order of keys. */
function equal(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const keys = Object.keys(a)
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(b).length &&
    keys.every(
      key => Object.hasOwn(b, key) && equal((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  )
}
