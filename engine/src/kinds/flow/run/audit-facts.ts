import type { AuditFact } from '../../../runtime/context.ts'
import type { EventDefinition, FlowGraph } from '../graph.ts'
import { graphOf, type RunningFlow } from '../kernel/running-flow.ts'
import type { HistoryEntry, Instance } from '../state.ts'

interface Known {
  action: string
  by: 'person' | 'system'
}

/** History events that are acts or decisions, and what the audit trail calls them. The rest of the history is movement. */
const ACTIONS: Readonly<Record<string, Known>> = {
  started: { action: 'flow.started', by: 'person' },
  approved: { action: 'task.approved', by: 'person' },
  returned: { action: 'task.returned', by: 'person' },
  rejected: { action: 'task.rejected', by: 'person' },
  done: { action: 'task.done', by: 'person' },
  opened: { action: 'task.opened', by: 'system' },
  cancelled: { action: 'task.cancelled', by: 'system' },
  passed: { action: 'task.passed', by: 'system' },
  decided: { action: 'flow.decided', by: 'system' },
  called: { action: 'external_task.completed', by: 'person' },
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
export function auditFacts(run: RunningFlow): FlowFact[] {
  return run.state.history.flatMap(entry => {
    const graph = graphOf(run, entry.instance)
    const known = actionOf(entry, graph)
    return known === undefined
      ? []
      : [factOf(entry, { known, graph, instance: run.state.instances.get(entry.instance)! })]
  })
}

function factOf(
  entry: HistoryEntry,
  { known, graph, instance }: { known: Known; graph: FlowGraph; instance: Instance },
): FlowFact {
  const subject = instance.subject ?? { entity: 'flow', id: instance.id }
  const { opinion, ...data } = entry.data ?? {}
  const element = graph.elements[entry.element]
  const changes = {
    instance: instance.id,
    flow: { name: graph.name, title: graph.title, version: instance.version },
    ...(element && { element: { id: element.id, title: element.title } }),
    ...data,
  }
  const fact: AuditFact = { action: known.action, subjectKind: subject.entity, subjectId: subject.id, changes }
  return { by: known.by, fact: typeof opinion === 'string' ? { ...fact, reason: opinion } : fact }
}

/** Gateways and subprocesses pass, too, and nobody decides anything there; of events it counts what they are about. */
function actionOf({ event, element: id, data }: HistoryEntry, graph: FlowGraph): Known | undefined {
  const element = graph.elements[id]
  if (event === 'passed' && element?.type !== 'userTask') return undefined
  if (event === 'called' && data?.['topic'] === undefined) return undefined
  if (event === 'cancelled' && data?.['task'] === undefined)
    return id === '' ? { action: 'flow.cancelled', by: 'system' } : undefined
  if ((event === 'fired' || event === 'interrupted') && element !== undefined && 'event' in element)
    return EVENTS[element.event.type] ?? { action: 'flow.event_happened', by: 'system' }
  return ACTIONS[event]
}

const EVENTS: { [Type in EventDefinition['type']]?: Known } = {
  timer: { action: 'flow.timer_fired', by: 'system' },
  message: { action: 'flow.message_received', by: 'system' },
  signal: { action: 'flow.signal_received', by: 'system' },
}
