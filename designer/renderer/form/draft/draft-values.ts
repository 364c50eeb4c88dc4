import type { DraftValues, RecordRow } from '../../../shell/api/records.ts'
import type { FieldModel } from '../../fields/field-model.ts'
import { labelKey } from '../form-context.ts'

type Row = Record<string, unknown>

/** The body that creates a record: what a client may write and what was filled in. */
export function createBody(fields: readonly FieldModel[], values: DraftValues): DraftValues {
  return Object.fromEntries(Object.entries(writable(fields, values)).filter(([, value]) => value !== null))
}

/** A merge patch (RFC 7396) of the writable fields that differ from the base: null empties a field, lines go as a whole. */
export function changedBody(fields: readonly FieldModel[], base: DraftValues, values: DraftValues): DraftValues {
  const [before, after] = [writable(fields, base), writable(fields, values)]
  return Object.fromEntries(
    fields.flatMap(({ name }) => (sameValue(before[name], after[name]) ? [] : [[name, after[name] ?? null] as const])),
  )
}

/**
 * Takes the server's answer over a draft into it: computed and looked-up values always, defaults only where nothing was
 * ever filled in (undefined; an emptied field is null). Lines are matched by their place, which the answer keeps.
 */
export function mergeComputed<T extends Row>(fields: readonly FieldModel[], values: T, answer: Row): T {
  const result: Row = { ...values }
  for (const field of fields) {
    if (field.type === 'lines') {
      const rows = values[field.name] as Row[] | undefined
      const answered = answer[field.name] as Row[] | undefined
      if (rows && answered) result[field.name] = rows.map((row, index) => mergeRow(field, row, answered[index]))
    } else if (field.readOnly || values[field.name] === undefined) {
      if (answer[field.name] !== undefined) result[field.name] = answer[field.name]
    }
  }
  return sameValue(result, values) ? values : (result as T)
}

/** Titles of everything a record and its lines refer to. */
export function labelsOf(fields: readonly FieldModel[], record: RecordRow): Map<string, string> {
  const labels = new Map<string, string>()
  for (const field of fields) {
    const title = record._labels?.[field.name]
    if (field.target && title !== undefined) labels.set(labelKey(field.target, record[field.name]), title)
    if (field.type !== 'lines') continue
    for (const row of (record[field.name] as RecordRow[] | undefined) ?? []) {
      for (const [key, value] of labelsOf(field.fields, row)) labels.set(key, value)
    }
  }
  return labels
}

/** Equal as JSON, whatever the order of keys; null and absent are the same nothing. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (left === null || left === undefined) return right === null || right === undefined
  if (typeof left !== 'object' || typeof right !== 'object' || right === null) return false
  if (Array.isArray(left) !== Array.isArray(right)) return false
  const keys = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...keys].every(key => sameValue((left as Row)[key], (right as Row)[key]))
}

function writable(fields: readonly FieldModel[], values: DraftValues): DraftValues {
  return Object.fromEntries(
    fields.flatMap(field => {
      const value = values[field.name]
      if (field.readOnly || value === undefined) return []
      return [
        [
          field.name,
          field.type === 'lines' ? (value as Row[] | null)?.map(row => writableRow(field, row)) : value,
        ] as const,
      ]
    }),
  )
}

/** A line goes out whole, with its id when the server knows it; an emptied cell is left out. */
function writableRow(field: FieldModel, row: Row): Row {
  const body = createBody(field.fields, row)
  return typeof row.id === 'string' ? { id: row.id, ...body } : body
}

function mergeRow(field: FieldModel, row: Row, answer: Row | undefined): Row {
  return answer ? mergeComputed(field.fields, row, answer) : row
}
