import { isInSet, type FieldSet } from '../../../access/field-mask.ts'
import type { EntityModel, FieldModel } from '../../../metadata/entity-model.ts'
import type { RunContext } from '../../../runtime/context.ts'
import { readAuditOfSubject, type AuditRow } from '../../../store/statements/read-audit.ts'
import { actionTitle } from './action-titles.ts'
import type { LineChanges } from './changes.ts'
import { entityTexts, type EntityTexts } from './entity-texts.ts'
import { labelKey, labelsOf, type Reference } from './labels.ts'
import { loadRecord } from './load-record.ts'
import { recordRights } from './rights.ts'

export interface TimelineEntry {
  /** Instant, UTC. */
  at: string
  /** Null when the system acted. */
  actor: { id: string; name: string } | null
  action: string
  title: string
  /** References as the names of their records, all else as in the record. */
  changes: FieldChange[]
  reason: string | null
  instance?: string
  task?: string
}

export interface FieldChange {
  /** `amount`, `lines[2].quantity`, `lines[+1]` for an added line. */
  field: string
  title: string
  old: unknown
  new: unknown
}

/** Everything that happened to a record, newest first, without the fields that the reader may not see. Throws RecordNotFound. */
export async function recordTimeline(
  ctx: RunContext,
  entity: string,
  { id, locale }: { id: string; locale: string },
): Promise<TimelineEntry[]> {
  const { model } = recordRights(ctx, entity)
  const { readable } = await loadRecord(ctx, entity, id)
  const rows = await ctx.tx.query<AuditRow>(readAuditOfSubject, [entity, id])
  const texts = entityTexts(ctx.snapshot, entity, locale)
  const drafts = rows.map(row => ({
    row,
    changes: isOfRecord(row) ? fieldChanges(model, row.changes ?? {}, { texts, readable }) : [],
  }))
  const people = rows.flatMap(({ person_id }) => (person_id === null ? [] : [{ entity: 'person', id: person_id }]))
  const labels = await labelsOf(ctx, [...people, ...drafts.flatMap(({ changes }) => changes.flatMap(referencesOf))])
  return drafts.map(({ row, changes }) =>
    entryOf(
      row,
      changes.map(change => named(change, labels)),
      { texts, labels, locale },
    ),
  )
}

const isOfRecord = ({ action }: AuditRow): boolean => action.startsWith('record.')

interface Telling {
  texts: EntityTexts
  labels: ReadonlyMap<string, string>
  locale: string
}

function entryOf(row: AuditRow, changes: FieldChange[], { texts, labels, locale }: Telling): TimelineEntry {
  const { person_id: id, account_name, changes: facts } = row
  const name = id === null ? account_name : (labels.get(labelKey({ entity: 'person', id })) ?? account_name)
  const { instance, task } = (facts ?? {}) as { instance?: unknown; task?: unknown }
  return {
    at: row.at.toISOString(),
    actor: name === null ? null : { id: id ?? row.account_id, name },
    action: row.action,
    title: actionTitle(row, texts, locale),
    changes,
    reason: row.reason,
    ...(!isOfRecord(row) && typeof instance === 'string' ? { instance } : {}),
    ...(!isOfRecord(row) && typeof task === 'string' ? { task } : {}),
  }
}

interface Draft extends FieldChange {
  model: FieldModel
}

interface Scope {
  texts: EntityTexts
  readable: FieldSet
}

function fieldChanges(model: EntityModel, changes: Record<string, unknown>, { texts, readable }: Scope): Draft[] {
  return model.fields.flatMap((field): Draft[] => {
    const change = changes[field.name]
    if (change === undefined || !isInSet(readable, field.name)) return []
    if (field.type === 'lines') return lineChanges(field, change as LineChanges, { texts, readable })
    const [old, now] = change as [unknown, unknown]
    return [{ model: field, field: field.name, title: texts.field(field.name), old, new: now }]
  })
}

function lineChanges(lines: FieldModel, { added, removed, changed }: LineChanges, { texts, readable }: Scope): Draft[] {
  const visible = (lines.fields ?? []).filter(field => isInSet(readable, `${lines.name}.${field.name}`))
  // A line that came or went is told by what it is about: its first reference, else its first field.
  const subject = visible.find(field => field.type === 'reference') ?? visible[0]
  const whole = (line: Readonly<Record<string, unknown>>, place: string, side: 'old' | 'new'): Draft[] => {
    if (subject === undefined) return []
    const value = line[subject.name] ?? null
    const [old, now] = side === 'old' ? [value, null] : [null, value]
    return [{ model: subject, field: `${lines.name}[${place}]`, title: texts.field(lines.name), old, new: now }]
  }
  return [
    ...changed.flatMap(({ fields }, n) =>
      visible.flatMap((field): Draft[] => {
        const pair = fields[field.name]
        const name = `${lines.name}[${n + 1}].${field.name}`
        return pair === undefined
          ? []
          : [
              {
                model: field,
                field: name,
                title: texts.field(`${lines.name}.${field.name}`),
                old: pair[0],
                new: pair[1],
              },
            ]
      }),
    ),
    ...added.flatMap((line, n) => whole(line, `+${n + 1}`, 'new')),
    ...removed.flatMap((line, n) => whole(line, `-${n + 1}`, 'old')),
  ]
}

const referencesOf = ({ model, old, new: now }: Draft): Reference[] =>
  model.target === undefined
    ? []
    : [old, now].flatMap(id => (typeof id === 'string' ? [{ entity: model.target!, id }] : []))

function named({ model, ...change }: Draft, labels: ReadonlyMap<string, string>): FieldChange {
  if (model.target === undefined) return change
  const label = (id: unknown) =>
    typeof id === 'string' ? (labels.get(labelKey({ entity: model.target!, id })) ?? id) : id
  return { ...change, old: label(change.old), new: label(change.new) }
}
