import { businessDay } from '../../base/business-day.ts'
import type { Input, MappedValue, Value } from './graph.ts'
import { participantsOf, type FlowState, type Instance } from './state.ts'

/** Values that expressions see in a flow: variables by name, `record`, `starter`, `instance`, on boundary paths `task`. */
export type Scope = Readonly<Record<string, unknown>>

/** What is there beside the variables, whatever the element. */
export function fixedNames(state: FlowState, instance: Instance, about: { task: string | null; now: Date }): Scope {
  return {
    instance: instanceScope(instance),
    task: about.task === null ? null : taskScope(state, about.task),
    now: about.now.toISOString(),
    today: businessDay(about.now),
  }
}

function instanceScope(instance: Instance): Record<string, unknown> {
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

function taskScope(state: FlowState, id: string): Record<string, unknown> | null {
  const task = state.tasks.get(id)
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
  'literal' in value ? value.literal : value.expression.evaluate(scope)

/** As text; null and '' are null. */
export function textIn(value: Value | null, scope: Scope): string | null {
  const found = value === null ? null : valueIn(value, scope)
  return found === null || found === undefined || found === '' ? null : String(found)
}

/** A value as a variable keeps it. */
export const variableIn = (value: Value, scope: Scope): unknown =>
  'literal' in value ? value.literal : value.expression.toVariable(scope)

/** What a mapping gives; `name` is what `same` means. */
export function mappedIn(value: MappedValue, name: string, scope: Scope): unknown {
  if ('same' in value) return Object.hasOwn(scope, name) ? scope[name] : null
  if ('list' in value) return value.list.map(item => mappedIn(item, name, scope))
  if ('map' in value)
    return Object.fromEntries(Object.entries(value.map).map(([key, item]) => [key, mappedIn(item, key, scope)]))
  return variableIn(value, scope)
}

export function inputsIn(inputs: readonly Input[], scope: Scope): Record<string, unknown> {
  return Object.fromEntries(
    inputs.map(input => {
      const value = valueIn(input.value, scope)
      return [input.name, input.integer && typeof value === 'string' ? Number(value) : value]
    }),
  )
}
