import type { Effect } from '../effect.ts'
import type { At } from '../elements/behaviour.ts'
import type { Listener, Mapping } from '../graph.ts'
import { inputsIn, mappedIn, type Scope } from '../scope.ts'
import { valueScope, type RunningFlow } from './running-flow.ts'

/** What an element or a sequence flow has for those who listen to it. */
type Heard = Omit<At, 'element'> & { element: { id: string; listeners: readonly Listener[] } }

/** Listeners act inside the command: a function's failure undoes it (Camunda 7 execution listeners). */
export async function runListeners(at: Heard, event: string, running: RunningFlow): Promise<Effect[]> {
  const effects: Effect[] = []
  for (const listener of at.element.listeners) {
    if (listener.event !== event) continue
    const value = await heard(listener, at, running)
    if (listener.resultVariable !== null)
      effects.push({
        do: 'set',
        scope: valueScope(at.state, at.token),
        name: listener.resultVariable,
        value: value ?? null,
      })
  }
  return effects
}

async function heard(listener: Listener, at: Heard, { ports }: RunningFlow): Promise<unknown> {
  if (listener.function !== null)
    return ports.call(
      { function: listener.function, input: inputsIn(listener.inputs, at.scope) },
      { element: at.element.id, instance: at.instance, wanted: listener.resultVariable !== null },
    )
  return listener.expression?.toVariable(at.scope)
}

/** Each sees those before it. */
export function mapInOrder(mappings: readonly Mapping[], scope: Scope): Record<string, unknown> {
  const seen: Record<string, unknown> = { ...scope }
  const values: Record<string, unknown> = {}
  for (const { name, value } of mappings) values[name] = seen[name] = mappedIn(value, name, seen)
  return values
}
