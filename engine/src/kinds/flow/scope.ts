import { businessDay } from '../../base/business-day.ts'
import { feelToJson } from '../../expression/index.ts'
import type { FlowElement, Input, Value } from './graph.ts'
import type { FlowPorts } from './ports.ts'
import { participantsOf, type FlowState, type Token } from './state.ts'

/** Values that FEEL sees in a flow: process variables by name, `record`, `starter`, `instance`, on boundary paths `task`. */
export type Scope = Readonly<Record<string, unknown>>

/** Only what the element reads is fetched. */
export async function scopeOf(element: FlowElement, token: Token, state: FlowState, ports: FlowPorts): Promise<Scope> {
  const now = ports.now()
  const scope: Record<string, unknown> = {
    ...state.instance.variables,
    instance: instanceScope(state),
    task: taskScope(state, token.task),
    now: now.toISOString(),
    today: businessDay(now),
  }
  if (element.reads.record) scope.record = await ports.record()
  if (element.reads.starter) scope.starter = await ports.starter()
  return scope
}

function instanceScope({ instance }: FlowState): Record<string, unknown> {
  return {
    id: instance.id,
    business_key: instance.businessKey,
    started_at: instance.startedAt,
    subject_entity: instance.subject?.entity ?? null,
    subject_id: instance.subject?.id ?? null,
    starter: instance.starter,
    round: String(instance.round),
  }
}

function taskScope(state: FlowState, id: string | null): Record<string, unknown> | null {
  const task = id === null ? undefined : state.tasks.get(id)
  if (task === undefined) return null
  const participants = participantsOf(state, task.id)
  return {
    id: task.id,
    title: task.title,
    element: task.element,
    opened_at: task.openedAt,
    due_at: task.dueAt,
    participants: participants.map(p => p.person),
    open_participants: participants.filter(p => p.state === 'active').map(p => p.person),
  }
}

/** A value as JSON: numbers become decimal text. */
export const valueIn = (value: Value, scope: Scope): unknown =>
  'literal' in value ? value.literal : feelToJson(value.expression.evaluate(scope))

export function inputsIn(inputs: readonly Input[], scope: Scope): Record<string, unknown> {
  return Object.fromEntries(
    inputs.map(input => {
      const value = valueIn(input.value, scope)
      return [input.name, input.integer && typeof value === 'string' ? Number(value) : value]
    }),
  )
}
