import type { Effect } from '../effect.ts'
import type { At } from '../elements/behaviour.ts'
import type { UserTask } from '../graph.ts'
import { participantsOf, type Participant, type ParticipantState, type Task } from '../state.ts'
import { agreed, rejected, result, returned } from './outcome.ts'

export type ActionOutcome = 'approve' | 'return' | 'reject' | 'done'

/** One person's act; that it is allowed has been checked (check-action.ts). */
export interface Action {
  outcome: ActionOutcome
  opinion: string | null
}

const STATES: Record<ActionOutcome, ParticipantState> = {
  approve: 'approved',
  return: 'returned',
  reject: 'rejected',
  done: 'done',
}

/**
 * What an act of a participant does. Mode `all`: the task is through when nobody is left to ask; `any`: the first decision,
 * yes or no, decides; `sequential`: the next one's turn. The first rejection or return always decides, the others' parts
 * are cancelled.
 */
export function act(at: At<UserTask>, task: Task, participant: Participant, action: Action): Effect[] {
  const acted: Effect[] = [
    {
      do: 'participant',
      id: participant.id,
      patch: { state: STATES[action.outcome], opinion: action.opinion, actedAt: at.now },
    },
    { do: 'touch_task', task: task.id },
    {
      do: 'note',
      element: at.element.id,
      instance: at.instance.id,
      event: STATES[action.outcome],
      data: { task: task.id, person: participant.person, ...(action.opinion !== null && { opinion: action.opinion }) },
    },
  ]
  return [...acted, ...consequences(at, task, participant, action.outcome)]
}

function consequences(at: At<UserTask>, task: Task, participant: Participant, outcome: ActionOutcome): Effect[] {
  const close: Effect = { do: 'close_task', task: task.id, outcome }
  switch (outcome) {
    case 'approve':
      return approve(at, task, participant, close)
    case 'done':
      return [close, ...result(at, 'done'), { do: 'leave', token: at.token.id }]
    case 'reject':
      return [close, ...rejected(at)]
    case 'return':
      return [close, ...returned(at, at.element.approval!.returnTo!)]
  }
}

function approve(at: At<UserTask>, task: Task, participant: Participant, close: Effect): Effect[] {
  const all = participantsOf(at.state, task.id)
  const left = all.filter(p => p.id !== participant.id && (p.state === 'active' || p.state === 'waiting'))
  const mode = at.element.approval?.mode ?? 'any'
  if (mode === 'any' || left.length === 0) return [close, ...agreed(at, whoAgreed(all, participant))]
  const next = left[0]!
  if (mode !== 'sequential' || next.state === 'active') return []
  return [
    { do: 'participant', id: next.id, patch: { state: 'active' } },
    { do: 'notify', task: task.id, people: [next.person] },
  ]
}

const whoAgreed = (all: readonly Participant[], now: Participant): string[] =>
  all.filter(p => p.id === now.id || p.state === 'approved' || p.state === 'skipped').map(p => p.person)
