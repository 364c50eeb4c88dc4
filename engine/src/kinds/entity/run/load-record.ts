import { isUuid } from '../../../base/ids.ts'
import { isEverything, isNothing } from '../../../access/row-filter.ts'
import { taskFieldSet, type FieldMask, type FieldSet } from '../../../access/field-mask.ts'
import { participantGrant } from '../../../access/participant-grant.ts'
import type { RunContext, Statement } from '../../../runtime/context.ts'
import { table } from '../../../store/statements/identifiers.ts'
import type { Predicate } from '../../../store/statements/predicate.ts'
import { predicateSql } from '../../../store/statements/predicate-sql.ts'
import { recordColumns, toRecord, type RecordJson } from '../../../store/statements/record-columns.ts'
import { named, Parameters } from '../../../store/statements/sql-text.ts'
import { RecordNotFound } from './errors.ts'
import { recordRights, type RecordRights } from './rights.ts'

/** A record with what its reader may do with it. The record is whole: masking is the last step, not the first. */
export interface LoadedRecord {
  record: RecordJson
  /** Fields that may be read and written. */
  readable: FieldSet
  writable: FieldSet
  may: { update: boolean; delete: boolean; transitions: ReadonlySet<string> }
}

/** The right by which a participant of a task reaches the task's record. */
export interface TaskGrant {
  id: string
  /** Fields that the task's form lets him write; absent: he only reads. */
  writable?: readonly string[]
}

/** Reads one record as the principal may see it. Throws RecordNotFound where he may not read it, too. */
export async function loadRecord(ctx: RunContext, entity: string, id: string, task?: TaskGrant): Promise<LoadedRecord> {
  const rights = recordRights(ctx, entity)
  if (!isUuid(id)) throw new RecordNotFound(rights.model, id)
  const { statement, values } = task === undefined ? ownReading(rights) : taskReading(rights, ctx, task)
  const [row] = await ctx.tx.query(statement, [id, ...values])
  if (row === undefined) throw new RecordNotFound(rights.model, id)
  return loaded(rights, row, task)
}

interface Reading {
  statement: Statement
  /** Those after the id. */
  values: unknown[]
}

const readings = new WeakMap<RecordRights, Reading>()

function ownReading(rights: RecordRights): Reading {
  let reading = readings.get(rights)
  if (reading === undefined)
    readings.set(rights, (reading = readingOf(rights, parameters => predicateSql(rights.read, 'r', parameters))))
  return reading
}

const taskReading = (rights: RecordRights, ctx: RunContext, task: TaskGrant): Reading =>
  readingOf(rights, parameters => {
    const { personId } = ctx.principal
    return participantGrant(
      { taskId: task.id, personId, entity: rights.model.name, active: task.writable !== undefined },
      'r',
      parameters,
    )
  })

function readingOf(rights: RecordRights, condition: (parameters: Parameters) => string): Reading {
  const parameters = new Parameters()
  const id = parameters.add(null, 'uuid')
  const columns = recordColumns(rights.model, { modelOf: rights.modelOf, labels: true, lines: true })
  const terms = rightTerms(rights).map(
    ({ name, predicate }) => `, (${predicateSql(predicate, 'r', parameters)}) as "right:${name}"`,
  )
  const text = `select ${columns}${terms.join('')} from ${table(rights.model.name)} r where r.id = ${id} and ${condition(parameters)}`
  return { statement: named(text), values: parameters.values.slice(1) }
}

interface RightTerm {
  name: string
  predicate: Predicate
}

/** The rights that depend on the row; the others are known without asking the database. */
function rightTerms(rights: RecordRights): RightTerm[] {
  return [
    { name: 'update', predicate: rights.update },
    { name: 'delete', predicate: rights.delete },
    ...rights.transitions.map(({ transition, right }) => ({ name: `transition:${transition.key}`, predicate: right })),
    ...maskTerms('read', rights.readMask),
    ...maskTerms('write', rights.updateMask),
  ].filter(({ predicate }) => !isEverything(predicate) && !isNothing(predicate))
}

/** What a mask has to ask of every row. */
export const maskTerms = (name: string, mask: FieldMask): RightTerm[] =>
  mask.conditions.map((predicate, n) => ({ name: `${name}:${n}`, predicate }))

/** Whether a right holds on a row that was read with its term. */
export function holds(row: Readonly<Record<string, unknown>>, name: string, predicate: Predicate): boolean {
  if (isEverything(predicate)) return true
  return !isNothing(predicate) && row[`right:${name}`] === true
}

export const fieldsOn = (row: Readonly<Record<string, unknown>>, name: string, mask: FieldMask): FieldSet =>
  mask.fieldsOf(mask.conditions.map((predicate, n) => holds(row, `${name}:${n}`, predicate)))

function loaded(rights: RecordRights, row: Record<string, unknown>, task: TaskGrant | undefined): LoadedRecord {
  const { model, access } = rights
  const record = toRecord(row, model)
  const transitions = rights.transitions
    .filter(
      ({ transition, right }) =>
        isOffered(model.states, record, transition.from) && holds(row, `transition:${transition.key}`, right),
    )
    .map(({ transition }) => transition.key)
  const may = {
    update: holds(row, 'update', rights.update),
    delete: holds(row, 'delete', rights.delete),
    transitions: new Set(transitions),
  }
  const own = { readable: fieldsOn(row, 'read', rights.readMask), writable: fieldsOn(row, 'write', rights.updateMask) }
  if (task === undefined) return { record, ...own, may }
  const readable = taskFieldSet(access, 'read', model)
  return {
    record,
    readable,
    writable: new Set(task.writable ?? []),
    may: { ...may, update: task.writable !== undefined },
  }
}

const isOffered = (states: RecordRights['model']['states'], record: RecordJson, from: readonly string[]): boolean =>
  states !== null && from.includes(String(record[states.field]))
