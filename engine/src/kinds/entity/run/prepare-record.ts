import { newId } from '../../../base/ids.ts'
import { roundHalfUp } from '../../../base/decimal.ts'
import type { EntityModel, FieldModel } from '../../../metadata/entity-model.ts'
import type { RunContext } from '../../../runtime/context.ts'
import { computeRecord, linesOf, withDefaults, type AmbientValues, type RecordData } from '../compute.ts'
import { recordProblems } from '../record-problems.ts'
import { RecordInvalid } from './errors.ts'
import { withLookups } from './lookups.ts'

/** What a record is prepared with, in one time zone: `today` is a date there. */
export function ambientValues(ctx: RunContext, timeZone: string): AmbientValues {
  const now = ctx.clock.now()
  return { user: ctx.principal.user, now: now.toISOString(), today: isoDateIn(timeZone, now) }
}

const dateFormats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of an instant in a time zone, as `2026-03-01`. */
export function isoDateIn(timeZone: string, at: Date): string {
  let format = dateFormats.get(timeZone)
  // en-CA writes dates as ISO does.
  if (format === undefined) dateFormats.set(timeZone, (format = new Intl.DateTimeFormat('en-CA', { timeZone })))
  return format.format(at)
}

/**
 * A new record out of what was given: defaults, lookups, computed values, ids of the lines. Does not say whether it is
 * acceptable: `checkRecord` does.
 */
export async function completedDraft(
  ctx: RunContext,
  model: EntityModel,
  draft: RecordData,
  ambient: AmbientValues,
): Promise<RecordData> {
  const filled = withLineIds(model, withDefaults(model, draft, ambient))
  const looked = await withLookups(ctx, model, { draft: filled, before: null }, ambient)
  return computeRecord(model, inColumnForm(model, looked), ambient)
}

/**
 * The record after a merge patch (RFC 7396), completed. The list of lines is replaced as a whole; a line that is named
 * by its `id` keeps what the patch does not say, and with it what its writer may not see.
 */
export async function patchedRecord(
  ctx: RunContext,
  model: EntityModel,
  { before, patch }: { before: RecordData; patch: RecordData },
  ambient: AmbientValues,
): Promise<RecordData> {
  const merged = withLineIds(model, mergedLines(model, { ...before, ...patch }, before, ambient))
  const looked = await withLookups(ctx, model, { draft: merged, before }, ambient)
  return computeRecord(model, inColumnForm(model, looked), ambient)
}

/** Throws RecordInvalid: values that are missing, out of bounds, or against a check of the entity. */
export function checkRecord(model: EntityModel, record: RecordData, ambient: AmbientValues): void {
  const problems = recordProblems(model, record, ambient)
  if (problems.length > 0) throw new RecordInvalid(model, problems)
}

function withLineIds(model: EntityModel, record: RecordData): RecordData {
  return mapLines(model, record, line => (typeof line['id'] === 'string' ? line : { ...line, id: newId() }))
}

function mergedLines(model: EntityModel, record: RecordData, before: RecordData, ambient: AmbientValues): RecordData {
  const old = new Map(
    model.fields.filter(f => f.type === 'lines').flatMap(f => linesOf(before, f).map(line => [line['id'], line])),
  )
  return mapLines(model, record, (line, field) => {
    const was = old.get(line['id'])
    if (was !== undefined) return { ...withoutLabels(was), ...line }
    return withDefaults({ ...model, fields: field.fields ?? [], states: null }, line, ambient)
  })
}

/** Names of referenced records were read with the lines; they are no part of them. */
function withoutLabels(line: RecordData): RecordData {
  const { _labels: _, ...values } = line
  return values
}

/** Decimals with all the digits of their column, so that an answer says `1000.00` whether it was read or just written. */
function inColumnForm(model: EntityModel, record: RecordData): RecordData {
  return mapLines(model, fixed(model.fields, record), (line, field) => fixed(field.fields ?? [], line))
}

function fixed(fields: readonly FieldModel[], values: RecordData): RecordData {
  const result: Record<string, unknown> = { ...values }
  for (const field of fields)
    if (field.type === 'decimal' && typeof result[field.name] === 'string')
      result[field.name] = roundHalfUp(result[field.name] as string, field.scale ?? 0)
  return result
}

function mapLines(
  model: EntityModel,
  record: RecordData,
  change: (line: RecordData, field: FieldModel) => RecordData,
): RecordData {
  const result: Record<string, unknown> = { ...record }
  for (const field of model.fields)
    if (field.type === 'lines') result[field.name] = linesOf(record, field).map(line => change(line, field))
  return result
}
