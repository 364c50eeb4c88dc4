import type { KindOperation } from '../../runtime/context.ts'
import { systemPrincipal } from '../../runtime/command-runner.ts'
import type { RecordJson } from '../../store/statements/record-columns.ts'
import type { RecordData } from './compute.ts'
import { computeDraft } from './run/compute-draft.ts'
import { createRecord, type CreateInput } from './run/create-record.ts'
import { deleteRecord } from './run/delete-record.ts'
import { getRecord } from './run/get-record.ts'
import type { ListInput } from './run/list-query.ts'
import { listRecords } from './run/list-records.ts'
import { loadRecord, type TaskGrant } from './run/load-record.ts'
import type { RecordParts } from './run/record-parts.ts'
import { recordTimeline } from './run/timeline.ts'
import { transitionRecord, type TransitionInput } from './run/transition-record.ts'
import { updateRecord, type UpdateInput } from './run/update-record.ts'

/**
 * What other kinds, modules and routes do with records: `ctx.run('entity', 'contract', 'update', {…})`.
 *
 * - `create` {record, preset?}, `update` {id, patch, version?, task?}, `transition` {id, transition, comment?, version?},
 *   `delete` {id, version?}: with the rights of `ctx.principal`; all but `delete` give the record as `get` does.
 * - `get` {id, task?}: as the principal may see it, with `_labels` and `_permissions`.
 * - `load` {id}: the whole record with its lines, whoever asks: for flows and rules, never for an answer to a person.
 * - `list` {filter?, sort?, limit?, after?, q?, fields?, count?} → {items, next, total?}.
 * - `compute` {record}: what saving would make of a draft.
 * - `timeline` {id, locale} → entries, newest first.
 */
export function entityOperations(parts: RecordParts): Record<string, KindOperation> {
  const operations = {
    create: async (entity: string, input: CreateInput, ctx) => {
      const id = await createRecord(parts, ctx, entity, input)
      return afterWrite(ctx, entity, { id })
    },
    update: async (entity: string, input: UpdateInput, ctx) => {
      await updateRecord(parts, ctx, entity, input)
      return afterWrite(ctx, entity, input)
    },
    transition: async (entity: string, input: TransitionInput, ctx) => {
      await transitionRecord(parts, ctx, entity, input)
      return afterWrite(ctx, entity, input)
    },
    delete: (entity: string, input: { id: string; version?: number }, ctx) => deleteRecord(ctx, entity, input),
    get: (entity: string, input: { id: string; task?: TaskGrant }, ctx) => getRecord(ctx, entity, input),
    load: async (entity: string, { id }: { id: string }, ctx): Promise<RecordJson> =>
      (await loadRecord(ctx.as(systemPrincipal), entity, id)).record,
    list: (entity: string, input: ListInput, ctx) => listRecords(ctx, entity, input),
    compute: (entity: string, { record }: { record: RecordData }, ctx) => computeDraft(parts, ctx, entity, record),
    timeline: (entity: string, input: { id: string; locale: string }, ctx) => recordTimeline(ctx, entity, input),
  } satisfies Record<string, KindOperation>
  return operations
}

/**
 * The record as its writer may see it now. He may have written it out of his own reach (handed it to somebody else, say);
 * then only its id and version are his.
 */
async function afterWrite(
  ctx: Parameters<KindOperation>[2],
  entity: string,
  { id, task }: { id: string; task?: TaskGrant },
): Promise<unknown> {
  try {
    return await getRecord(ctx, entity, task === undefined ? { id } : { id, task })
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'record.not_found') throw error
    const { record } = await loadRecord(ctx.as(systemPrincipal), entity, id)
    return { id, version: record.version }
  }
}
