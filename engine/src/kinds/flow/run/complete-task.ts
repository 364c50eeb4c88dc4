import { isUuid } from '../../../base/ids.ts'
import type { RunContext } from '../../../runtime/context.ts'
import { actOnTask } from '../actions.ts'
import type { ActionOutcome } from '../approval/act.ts'
import { checkAction, TaskAlreadyDecided } from '../approval/check-action.ts'
import { changeRun, RunUnknown, type LockedRun } from './change-run.ts'
import { keptForm } from './kept-form.ts'
import { namesOf } from './names-of.ts'
import { refuseRevoked } from './revoked-role.ts'
import { loadByTask } from './statements/load-instance.ts'
import { writableFields } from './writable-fields.ts'

export interface CompleteTask {
  taskId: string
  outcome: ActionOutcome
  opinion?: string | null
  /** Version of the task that the person saw. */
  version?: number
  /** Merge patch (RFC 7396) of the record, within the fields that the task's form lets him write. */
  record?: Record<string, unknown>
}

export interface CompletedTask {
  task: { id: string; state: string; outcome: string | null; version: number }
  instance: { id: string; state: string; outcome: string | null }
}

/**
 * One person acts on one task: lock the root instance, check, write the record, run to rest. Either all of it is committed
 * or nothing. Throws the errors of approval/check-action.ts, of the record's update, TaskRoleRevoked and RunUnknown.
 */
export async function completeTask(ctx: RunContext, input: CompleteTask): Promise<CompletedTask> {
  if (!isUuid(input.taskId)) throw new RunUnknown()
  try {
    return await changeRun(ctx, { statement: loadByTask, id: input.taskId, task: true }, run =>
      completeIn(ctx, run, input),
    )
  } catch (error) {
    throw error instanceof TaskAlreadyDecided ? await withName(ctx, error) : error
  }
}

async function completeIn(ctx: RunContext, run: LockedRun, input: CompleteTask): Promise<CompletedTask> {
  const acting = { ...input, task: input.taskId, person: ctx.principal.personId }
  const { element, participant } = checkAction(run, acting)
  await refuseRevoked(ctx, run.state.instance, participant)
  if (input.record !== undefined)
    await writeRecord(ctx, run, { patch: input.record, form: element.form, taskId: input.taskId })
  await actOnTask(run, acting)
  return answer(run, input.taskId)
}

async function withName(ctx: RunContext, error: TaskAlreadyDecided): Promise<TaskAlreadyDecided> {
  const person = error.decision?.person
  const name = person === undefined ? undefined : (await namesOf(ctx, [person])).get(person)
  return name === undefined ? error : error.named(name)
}

async function writeRecord(
  ctx: RunContext,
  { state }: LockedRun,
  { patch, form, taskId }: { patch: Record<string, unknown>; form: string | null; taskId: string },
): Promise<void> {
  const { subject } = state.instance
  if (subject === null || Object.keys(patch).length === 0) return
  const kept = await keptForm(ctx, state.instance, form)
  const task = { id: taskId, writable: await writableFields(ctx, kept, subject) }
  await ctx.run('entity', subject.entity, 'update', { id: subject.id, patch, task })
}

function answer({ state }: LockedRun, taskId: string): CompletedTask {
  const task = state.tasks.get(taskId)!
  const { instance } = state
  return {
    task: { id: task.id, state: task.state, outcome: task.outcome, version: task.version },
    instance: { id: instance.id, state: instance.state, outcome: instance.outcome },
  }
}
