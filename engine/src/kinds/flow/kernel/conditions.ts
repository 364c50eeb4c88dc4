import type { Effect } from '../effect.ts'
import type { EventDefinition, FlowElement } from '../graph.ts'
import { atToken, graphOf, scopeValues, valueScope, type RunningFlow } from './running-flow.ts'
import type { Subscription } from '../state.ts'
import { scopesAround } from './variables.ts'

/**
 * Variables changed: every condition that can see the change is asked, and those that hold are events, once for this change
 * (BPMN 2.0.2 §10.5.5; workflow rule: a local variable of a child scope triggers nothing of its parent).
 */
export async function checkConditions(
  changed: { scope: string; names: readonly string[] },
  running: RunningFlow,
): Promise<Effect[]> {
  const effects: Effect[] = []
  for (const each of running.state.subscriptions.by('kind', 'condition')) {
    if (!concerns(each, changed, running)) continue
    if (await holds(each, running))
      effects.push({
        do: 'trigger',
        element: each.element,
        token: each.token,
        scope: each.scope,
        subscription: each.id,
      })
  }
  return effects
}

function concerns(
  each: Subscription,
  { scope, names }: { scope: string; names: readonly string[] },
  running: RunningFlow,
): boolean {
  const { variables } = definitionOf(each, running)
  if (variables !== null && !names.some(name => variables.includes(name))) return false
  const { state } = running
  const token = each.token === null ? undefined : state.tokens.get(each.token)
  const seenFrom = token === undefined ? each.scope : valueScope(state, token)
  return scopesAround(state, seenFrom).includes(scope)
}

async function holds(each: Subscription, running: RunningFlow): Promise<boolean> {
  const { condition } = definitionOf(each, running)
  const token = each.token === null ? undefined : running.state.tokens.get(each.token)
  const scope =
    token === undefined
      ? await scopeValues(running, each.scope, elementOf(each, running))
      : (await atToken(token, running, each.element)).scope
  return condition.evaluate(scope) === true
}

const elementOf = (each: Subscription, running: RunningFlow): FlowElement =>
  graphOf(running, each.instance).elements[each.element]!

const definitionOf = (each: Subscription, running: RunningFlow) =>
  (elementOf(each, running) as { event: Extract<EventDefinition, { type: 'condition' }> }).event
