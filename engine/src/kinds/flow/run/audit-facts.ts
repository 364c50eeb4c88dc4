import type { AuditFact } from '../../../runtime/context.ts'
import type { FlowGraph } from '../graph.ts'
import type { FlowState, HistoryEntry } from '../state.ts'

/** History events that are acts or decisions, and what the audit trail calls them. The rest of the history is movement. */
const ACTIONS: Readonly<Record<string, { action: string; by: 'person' | 'system' }>> = {
  started: { action: 'flow.started', by: 'person' },
  approved: { action: 'task.approved', by: 'person' },
  returned: { action: 'task.returned', by: 'person' },
  rejected: { action: 'task.rejected', by: 'person' },
  done: { action: 'task.done', by: 'person' },
  opened: { action: 'task.opened', by: 'system' },
  cancelled: { action: 'task.cancelled', by: 'system' },
  passed: { action: 'task.passed', by: 'system' },
  decided: { action: 'flow.decided', by: 'system' },
  fired: { action: 'flow.timer_fired', by: 'system' },
  interrupted: { action: 'flow.timer_fired', by: 'system' },
  incident: { action: 'flow.incident', by: 'system' },
  retried: { action: 'flow.retried', by: 'person' },
  migrated: { action: 'flow.migrated', by: 'person' },
  ended: { action: 'flow.ended', by: 'system' },
}

export interface FlowFact {
  by: 'person' | 'system'
  fact: AuditFact
}

/** The audit entries of what happened in this command, in its order; on the record, or on the run when it has none. */
export function auditFacts(state: FlowState, graph: FlowGraph): FlowFact[] {
  const { instance } = state
  const subject = instance.subject ?? { entity: 'flow', id: instance.id }
  return state.history.flatMap(entry => {
    const known = isGateway(entry, graph) ? undefined : ACTIONS[entry.event]
    if (known === undefined) return []
    const { opinion, ...data } = entry.data ?? {}
    const element = graph.elements[entry.element]
    const changes = {
      instance: instance.id,
      flow: { name: graph.name, title: graph.title, version: instance.version },
      ...(element && { element: { id: element.id, title: element.title } }),
      ...data,
    }
    const fact: AuditFact = { action: known.action, subjectKind: subject.entity, subjectId: subject.id, changes }
    return [{ by: known.by, fact: typeof opinion === 'string' ? { ...fact, reason: opinion } : fact }]
  })
}

/** A parallel gateway passes, too, and nobody decides anything there. */
const isGateway = ({ element }: HistoryEntry, graph: FlowGraph): boolean =>
  graph.elements[element]?.type === 'parallelGateway'
