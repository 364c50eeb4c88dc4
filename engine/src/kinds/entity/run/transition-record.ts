import type { EntityModel, Transition } from '../../../metadata/entity-model.ts'
import type { RunContext } from '../../../runtime/context.ts'
import { recordChanges } from './changes.ts'
import { IllegalTransition, RecordActionForbidden, UnknownTransition } from './errors.ts'
import { loadRecord } from './load-record.ts'
import { ambientValues, checkRecord, patchedRecord } from './prepare-record.ts'
import type { RecordParts } from './record-parts.ts'
import { reportEvent } from './report-event.ts'
import { recordRights } from './rights.ts'
import { refuseStale, writeRecord } from './update-record.ts'

export interface TransitionInput {
  id: string
  /** Key of the state machine. */
  transition: string
  /** Words of the person; kept in the audit trail. */
  comment?: string | null
  version?: number
}

/** Name under which an audit entry keeps the key of the transition; no field can have it. */
export const TRANSITION = '$transition'

/**
 * Takes a record through a transition of its state machine: the only way that its state changes. Flows that wait for it
 * begin in the same transaction. Throws UnknownTransition, IllegalTransition, RecordActionForbidden and what update throws.
 */
export async function transitionRecord(
  parts: RecordParts,
  ctx: RunContext,
  entity: string,
  input: TransitionInput,
): Promise<void> {
  const rights = recordRights(ctx, entity)
  const { model } = rights
  const transition = transitionOf(model, input.transition)
  const loaded = await loadRecord(ctx, entity, input.id)
  refuseStale(loaded, input.version)
  const before = loaded.record
  if (!rights.transitions.some(offered => offered.transition === transition))
    throw new RecordActionForbidden(model, transition.title)
  const { field } = model.states!
  if (!transition.from.includes(String(before[field])))
    throw new IllegalTransition(model, transition, String(before[field]))
  if (!loaded.may.transitions.has(transition.key)) throw new RecordActionForbidden(model, transition.title)
  const ambient = ambientValues(ctx, parts.timeZone)
  const after = await patchedRecord(ctx, model, { before, patch: { [field]: transition.to } }, ambient)
  // A flow must be able to go on with a record that was written before a check became stricter.
  if (!transition.system) checkRecord(model, after, ambient)
  await writeRecord(ctx, rights, { before, after, version: input.version })
  const changes = { ...recordChanges(model, before, after), [TRANSITION]: transition.key }
  const reason = input.comment ? { reason: input.comment } : {}
  ctx.audit({ action: 'record.transitioned', subjectKind: entity, subjectId: input.id, changes, ...reason })
  await reportEvent(ctx, { entity, id: input.id, event: transition.key })
}

function transitionOf(model: EntityModel, key: string): Transition {
  const transition = model.states?.transitions.find(each => each.key === key)
  if (transition === undefined) throw new UnknownTransition(model, key)
  return transition
}
