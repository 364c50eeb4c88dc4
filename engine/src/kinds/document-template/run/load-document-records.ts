import { NotAllowed, NotFound } from '../../../base/errors.ts'
import type { EntityModel, FieldModel } from '../../../metadata/entity-model.ts'
import type { RunContext } from '../../../runtime/context.ts'
import type { DocumentModel, RenderInput } from '../document-template.ts'
import { behindReferences } from '../read-paths.ts'
import type { RecordData, ReferencedRecords } from './document-data.ts'

/**
 * Reads the record and the records behind it that the template needs, all with the principal's rights (operation `get` of
 * the entity kind). Throws FieldNotPrintable when one of the fields is hidden from him: a contract with a hole in it must
 * not look like a whole one.
 */
export async function loadDocumentRecords(
  model: DocumentModel,
  { recordId, taskId }: RenderInput,
  ctx: RunContext,
): Promise<{ record: RecordData; referenced: ReferencedRecords }> {
  const record = await ctx.run<RecordData>('entity', model.entity, 'get', {
    id: recordId,
    ...(taskId === undefined ? {} : { task: { id: taskId } }),
  })
  const referenced = new Map<string, RecordData>()
  const fields = fieldsOf(model.entity, ctx)
  for (const path of behindReferences(model.reads)) {
    for (const { target, id } of targets(record, fields, path)) {
      const key = `${target}/${id}`
      if (!referenced.has(key)) referenced.set(key, await readReferenced(path, target, id, ctx))
    }
  }
  for (const path of model.reads) refuseHidden(path, record, fields, referenced)
  return { record, referenced }
}

async function readReferenced(path: string, entity: string, id: string, ctx: RunContext): Promise<RecordData> {
  try {
    return await ctx.run<RecordData>('entity', entity, 'get', { id })
  } catch (error) {
    if (error instanceof NotAllowed || error instanceof NotFound) throw new FieldNotPrintable(path, error)
    throw error
  }
}

type Fields = Readonly<Record<string, FieldModel>>

const fieldsOf = (entity: string, ctx: RunContext): Fields =>
  ctx.snapshot.get<EntityModel>('entity', entity).compiled.byName

/** Records that the reference at `path` (`customer`, `lines.product`) points to. */
function targets(record: RecordData, fields: Fields, path: string): { target: string; id: string }[] {
  const [first = '', second] = path.split('.')
  const field = fields[first]
  if (second === undefined) return field?.type === 'reference' ? target(field, record[first]) : []
  const inLine = field?.fields?.find(each => each.name === second)
  return inLine?.type === 'reference' ? linesOf(record, first).flatMap(line => target(inLine, line[second])) : []
}

const target = (field: FieldModel, id: unknown): { target: string; id: string }[] =>
  typeof id === 'string' ? [{ target: field.target!, id }] : []

const linesOf = (record: RecordData, name: string): RecordData[] => (record[name] ?? []) as RecordData[]

/** What a person may not read is not there; what is empty is there as null. */
function refuseHidden(path: string, record: RecordData, fields: Fields, referenced: ReferencedRecords): void {
  if (!isWhole(path.split('.'), record, fields, referenced)) throw new FieldNotPrintable(path)
}

function isWhole(
  [first = '', ...rest]: string[],
  record: RecordData,
  fields: Fields,
  referenced: ReferencedRecords,
): boolean {
  if (!Object.hasOwn(record, first)) return false
  const field = fields[first]
  if (rest.length === 0 || field === undefined) return true
  if (field.type === 'lines') {
    const byName = Object.fromEntries((field.fields ?? []).map(each => [each.name, each]))
    return linesOf(record, first).every(line => isWhole(rest, line, byName, referenced))
  }
  const behind = referenced.get(`${field.target}/${String(record[first])}`)
  return behind === undefined || Object.hasOwn(behind, rest[0]!)
}

export class FieldNotPrintable extends NotAllowed {
  constructor(path: string, cause?: unknown) {
    super(
      'document.field_hidden',
      `This document prints the field "${path}", which you may not read. Ask somebody who may to print it, or ask an administrator for the right.`,
      { details: { field: path }, cause },
    )
  }
}
