import { act, type Action } from '../approval/act.ts'
import { checkAction, TaskAlreadyDecided, TaskUnknown, type Acting } from '../approval/check-action.ts'
import { result } from '../approval/outcome.ts'
import type { Effect } from '../effect.ts'
import { takeIn } from '../kernel/events.ts'
import { placeOfTask, took } from '../replay/took.ts'
import { atToken, runToRest, type RunningFlow } from '../run-to-rest.ts'
import { refuseSuspended } from './suspended.ts'

type Values = Readonly<Record<string, unknown>>

/** A person acts on a task. Throws what check-action.ts throws, and FlowSuspended; nothing is changed then. */
export async function actOnTask(running: RunningFlow, acting: Acting & { variables?: Values }): Promise<void> {
  const { task, participant, element } = checkAction(running, acting)
  refuseSuspended(running)
  const token = running.state.tokens.get(task.token)!
  const at = await atToken(token, running)
  took(running, () => ({
    door: 'act',
    place: placeOfTask(running.state, task.id),
    given: { person: acting.person, outcome: acting.outcome, variables: acting.variables },
  }))
  const action: Action = { outcome: acting.outcome, opinion: acting.opinion ?? null }
  const taken = takeIn(token, element, acting.variables, running)
  await runToRest(running, [...taken, ...act({ ...at, element }, task, participant, action)])
}

/** The task is done, whoever was asked: by an administrator, or a program. Throws TaskUnknown, TaskAlreadyDecided. */
export async function completeTask(
  running: RunningFlow,
  taskId: string,
  { variables, outcome }: { variables?: Values; outcome?: string } = {},
): Promise<void> {
  refuseSuspended(running)
  const task = running.state.tasks.get(taskId)
  if (task === undefined) throw new TaskUnknown()
  if (task.state !== 'open') throw new TaskAlreadyDecided(task, null)
  took(running, () => ({ door: 'complete', place: placeOfTask(running.state, taskId), given: { outcome, variables } }))
  const token = running.state.tokens.get(task.token)!
  const at = await atToken(token, running)
  const how = outcome ?? (task.kind === 'approval' ? 'approve' : 'done')
  const done: Effect[] = [
    ...takeIn(token, at.element, variables, running),
    { do: 'close_task', task: taskId, outcome: how },
    { do: 'note', instance: task.instance, element: task.element, event: 'done', data: { task: taskId } },
    ...result(at, how),
    { do: 'leave', token: token.id },
  ]
  await runToRest(running, done)
}
