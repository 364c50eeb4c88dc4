import { TaskAlreadyDecided, TaskNotYours, TaskUnknown } from '../approval/check-action.ts'
import type { Effect } from '../effect.ts'
import { runToRest, type RunningFlow } from '../run-to-rest.ts'
import { participantsOf } from '../state.ts'
import { refuseSuspended } from './suspended.ts'

/**
 * Somebody takes a handler task for himself: one of those asked, or anybody where nobody was; the others lose it. Throws
 * TaskUnknown, TaskNotYours, TaskAlreadyDecided, FlowSuspended; nothing is changed then.
 */
export async function claimTask(running: RunningFlow, taskId: string, person: string): Promise<void> {
  const { state, ports } = running
  refuseSuspended(running)
  const task = state.tasks.get(taskId)
  if (task === undefined) throw new TaskUnknown()
  const asked = participantsOf(state, taskId)
  const mine = asked.find(each => each.person === person && each.state === 'active')
  if (task.kind === 'approval' || (asked.length > 0 && mine === undefined)) throw new TaskNotYours()
  if (task.state !== 'open') throw new TaskAlreadyDecided(task, null)
  const others = asked.filter(each => each !== mine && each.state === 'active')
  if (mine === undefined) {
    const of = { task: taskId, person, position: 0, role: null, opinion: null, actedAt: null }
    state.participants.add({ id: ports.newId(), state: 'active', ...of })
  }
  const { instance, element } = task
  await runToRest(running, [
    ...others.map(({ id }): Effect => ({ do: 'participant', id, patch: { state: 'cancelled' } })),
    { do: 'touch_task', task: taskId },
    { do: 'note', instance, element, event: 'claimed', data: { task: taskId, person } },
  ])
}
