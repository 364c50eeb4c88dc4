import { Conflict, InvalidInput, NotAllowed, NotFound } from '../../../base/errors.ts'
import type { UserTask } from '../graph.ts'
import { graphOf, type RunningFlow } from '../kernel/running-flow.ts'
import { participantsOf, type Participant, type Task } from '../state.ts'
import type { ActionOutcome } from './act.ts'

/** Longest opinion, in UTF-16 units. */
export const MAX_OPINION = 2000

/** What somebody wants to do with a task. */
export interface Acting {
  task: string
  person: string | null
  outcome: ActionOutcome
  opinion?: string | null
  /** Version of the task that the person saw; undefined = whatever it is now. */
  version?: number
}

export interface Allowed {
  task: Task
  participant: Participant
  element: UserTask
}

/**
 * Checks an act against the task as it is under the lock. In this order: the person takes part (403), it is open
 * (409) and his turn (403), he saw the present version (409), the outcome is offered and the opinion given where the task demands it (422).
 */
export function checkAction(running: RunningFlow, acting: Acting): Allowed {
  const { state } = running
  const task = state.tasks.get(acting.task)
  if (task === undefined) throw new TaskUnknown()
  const participants = participantsOf(state, task.id)
  const mine = participants.filter(p => p.person === acting.person)
  if (mine.length === 0) throw new TaskNotYours()
  if (task.state !== 'open') throw new TaskAlreadyDecided(task, decisionIn(participants))
  const participant = mine.find(p => p.state === 'active')
  if (participant === undefined)
    throw mine.some(p => p.actedAt !== null) ? new TaskAlreadyDecided(task, decisionIn(mine)) : new TaskNotYours()
  if (acting.version !== undefined && acting.version !== task.version)
    throw new TaskChangedMeanwhile(acting.version, task.version)
  const element = graphOf(running, task.instance).elements[task.element] as UserTask
  checkOutcome(element, acting)
  return { task, participant, element }
}

/** What the people of a task may choose from. */
export function outcomesOf(element: UserTask): ActionOutcome[] {
  if (element.approval === null) return ['done']
  return element.approval.returnTo === undefined ? ['approve', 'reject'] : ['approve', 'return', 'reject']
}

function checkOutcome(element: UserTask, { outcome, opinion }: Acting): void {
  const offered = outcomesOf(element)
  if (!offered.includes(outcome)) throw new TaskOutcomeUnknown(outcome, offered)
  if ((opinion?.length ?? 0) > MAX_OPINION) throw new TaskOpinionTooLong()
  const policy = element.approval?.opinion ?? 'optional'
  const needed = policy === 'required' || (policy === 'on_return' && outcome !== 'approve')
  if (needed && !opinion?.trim()) throw new TaskOpinionMissing()
}

export class TaskUnknown extends NotFound {
  constructor() {
    super('task.unknown', 'There is no such task, or you may not see it.')
  }
}

export class TaskNotYours extends NotAllowed {
  constructor() {
    super(
      'task.not_yours',
      'This task waits for somebody else, or it is not your turn yet. Your own tasks are in the inbox.',
    )
  }
}

export class TaskChangedMeanwhile extends Conflict {
  constructor(yours: number, current: number) {
    super(
      'task.changed_meanwhile',
      'Somebody else acted on this task while you looked at it. Look at it again, then decide.',
      {
        details: { yours, current },
      },
    )
  }
}

/** Who decided what, and when. */
export interface Decision {
  person: string
  state: Participant['state']
  at: string
}

/** The latest act: the one that decided. */
function decisionIn(participants: readonly Participant[]): Decision | null {
  const acted = participants.filter(p => p.actedAt !== null).sort((a, b) => (a.actedAt! < b.actedAt! ? 1 : -1))[0]
  return acted === undefined ? null : { person: acted.person, state: acted.state, at: acted.actedAt! }
}

const DECIDED: Partial<Record<Participant['state'], string>> = {
  approved: 'approved it',
  rejected: 'rejected it',
  returned: 'sent it back',
  done: 'completed it',
}

/** Says what was decided, and by whom as soon as the name is known. */
export class TaskAlreadyDecided extends Conflict {
  readonly task: Pick<Task, 'state' | 'outcome'>
  readonly decision: Decision | null

  constructor(task: Pick<Task, 'state' | 'outcome'>, decision: Decision | null, name?: string) {
    super('task.already_decided', sentence(task, decision, name), {
      details: { state: task.state, outcome: task.outcome, decision },
    })
    this.task = task
    this.decision = decision
  }

  named(name: string): TaskAlreadyDecided {
    return new TaskAlreadyDecided(this.task, this.decision, name)
  }
}

function sentence({ state }: Pick<Task, 'state'>, decision: Decision | null, name = 'somebody'): string {
  if (state === 'cancelled') return 'This task was withdrawn because the flow went another way. Nothing is left to do.'
  const how = decision === null ? undefined : DECIDED[decision.state]
  return how === undefined
    ? 'This task has been decided. Nothing is left to do.'
    : `This task has been decided: ${name} ${how}. Nothing is left to do.`
}

export class TaskOutcomeUnknown extends InvalidInput {
  constructor(outcome: string, offered: readonly string[]) {
    const message = `"${outcome}" is not offered here. Choose one of: ${offered.join(', ')}.`
    super('task.outcome_unknown', message, {
      problems: [{ pointer: '/outcome', code: 'task.outcome_unknown', message }],
    })
  }
}

export class TaskOpinionMissing extends InvalidInput {
  constructor() {
    const message = 'Write your opinion: this decision needs one.'
    super('task.opinion_missing', message, {
      problems: [{ pointer: '/opinion', code: 'task.opinion_missing', message }],
    })
  }
}

export class TaskOpinionTooLong extends InvalidInput {
  constructor() {
    const message = `An opinion has at most ${MAX_OPINION} characters. Shorten it.`
    super('task.opinion_too_long', message, {
      problems: [{ pointer: '/opinion', code: 'task.opinion_too_long', message }],
    })
  }
}
