import type { ExternalTask } from '../graph.ts'
import { inputsIn, textIn, type Scope } from '../scope.ts'
import { cannotDecide, type Behaviour } from './behaviour.ts'
import { priorityIn } from './priority-in.ts'

/**
 * Work for a worker outside, who fetches it under its topic. He gets the inputs that are named, else everything that the
 * element maps in.
 */
export const externalTask: Behaviour<ExternalTask> = {
  enter(at) {
    const { element, token } = at
    const topic = textIn(element.topic, at.scope)
    if (topic === null) return cannotDecide(at, 'flow.topic_missing', `${element.id} has no topic.`)
    const priority = priorityIn(element.priority, at.scope, 0)
    if (typeof priority === 'string') return cannotDecide(at, 'flow.priority_invalid', priority)
    const names = element.inputMappings.map(mapping => mapping.name)
    const mapped = Object.fromEntries(names.map(name => [name, at.scope[name] ?? null]))
    const variables = { ...mapped, ...inputsIn(element.inputs, at.scope) }
    return [
      { do: 'note', instance: at.instance.id, element: element.id, event: 'waiting', data: { topic } },
      {
        do: 'offer',
        token: token.id,
        topic,
        priority,
        variables: element.inputs.length + names.length === 0 ? visible(at.scope) : variables,
        headers: element.headers,
      },
    ]
  },
}

const FIXED = new Set(['record', 'starter', 'instance', 'task', 'today', 'now'])

/** All variables, without what every expression can read anyway. */
const visible = (scope: Scope): Record<string, unknown> =>
  Object.fromEntries(Object.entries(scope).filter(([name]) => !FIXED.has(name)))
