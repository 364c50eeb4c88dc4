import { participantsOf, type FlowState, type Task } from '../state.ts'

/** The first open task that waits for somebody, and who that is. */
export function nextToAct(state: FlowState): { task: Task; person: string } | null {
  for (const task of state.tasks.where(t => t.state === 'open')) {
    const active = participantsOf(state, task.id).find(p => p.state === 'active')
    if (active !== undefined) return { task, person: active.person }
  }
  return null
}
