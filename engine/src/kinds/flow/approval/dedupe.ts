import type { UserTask } from '../graph.ts'
import type { FlowState } from '../state.ts'

/**
 * Whose earlier approval counts again. `all`: who approved anywhere in this round; `consecutive`: who approved the
 * approval that was complete last. Only approvals count, and after a return everybody is asked again: a new round.
 */
export function alreadyApproved(element: UserTask, state: FlowState): ReadonlySet<string> {
  const counted = {
    none: () => [],
    all: () => state.approvals,
    consecutive: () => state.approvals.slice(-1),
  }[element.approval?.dedupe ?? 'none']()
  return new Set(counted.flatMap(approval => approval.people))
}
