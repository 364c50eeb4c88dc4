import { applying, note } from '../apply-effect.ts'
import type { Effect } from '../effect.ts'
import { cannotDecide } from '../elements/behaviour.ts'
import type { BoundaryEvent, EventDefinition, StartEvent } from '../graph.ts'
import { textIn, type Scope } from '../scope.ts'
import type { Token } from '../state.ts'
import { triggerBoundary, triggerStart } from './events.ts'
import { graphOf, isInner, scopeGraph, scopeValues, type RunningFlow } from './running-flow.ts'

interface Thrown {
  type: 'error' | 'escalation'
  code: string | null
}

/** Who catches: a boundary event of an activity, or an event subprocess of a scope. */
type Catcher =
  | { event: BoundaryEvent; host: Token; definition: Catching }
  | { event: StartEvent; scope: string; definition: Catching }
type Catching = Extract<EventDefinition, { type: 'error' | 'escalation' }>

/**
 * An error goes outwards from where it was thrown: event subprocesses of a scope first, then the boundary of what is around
 * it, across call activities. In one scope the exact code is better than a catch-all; nearer is better than exact
 * (BPMN 2.0.2 §10.5.6). Nobody there: an incident.
 */
export async function throwError(
  token: Token,
  { code, message }: { code: string | null; message: string | null },
  running: RunningFlow,
): Promise<Effect[]> {
  const catcher = await findCatcher(token, { type: 'error', code }, running)
  if (catcher === null) {
    const text = `Nothing catches the error ${code ?? 'without code'}${message ? ` (${message})` : ''}. Skip the element, or move the token.`
    return cannotDecide({ token }, 'flow.error_uncaught', text)
  }
  const { definition } = catcher
  const values: Record<string, unknown> = {}
  if (definition.codeVariable !== null) values[definition.codeVariable] = code
  if (definition.type === 'error' && definition.messageVariable !== null) values[definition.messageVariable] = message
  note(applying(running), {
    instance: token.instance,
    element: token.element,
    event: 'threw',
    data: { error: code, ...(message !== null && { message }), caughtBy: catcher.event.id },
  })
  return catchIt(catcher, values, running)
}

/** The nearest one catches, and only it; the thrower goes on unless it was interrupted. Uncaught it has no effect. */
export async function escalate(token: Token, code: string | null, running: RunningFlow): Promise<Effect[]> {
  const catcher = await findCatcher(token, { type: 'escalation', code }, running)
  if (catcher === null) return []
  const { codeVariable } = catcher.definition
  return catchIt(catcher, codeVariable === null ? {} : { [codeVariable]: code }, running)
}

function catchIt(catcher: Catcher, variables: Record<string, unknown>, running: RunningFlow): Effect[] {
  return 'host' in catcher
    ? triggerBoundary(catcher.host, catcher.event, { variables, running })
    : triggerStart({ scope: catcher.scope, variables }, catcher.event, running)
}

async function findCatcher(thrower: Token, thrown: Thrown, running: RunningFlow): Promise<Catcher | null> {
  const { state } = running
  for (let host: Token | undefined = thrower; host !== undefined;) {
    const atBoundary = isInner(state, host) ? null : await boundaryCatcher(host, thrown, running)
    if (atBoundary !== null) return atBoundary
    const inScope = await scopeCatcher(host, thrown, running)
    if (inScope !== null) return inScope
    host = around(host, running)
  }
  return null
}

/** The token that stands at what is around: the subprocess, the body, the call activity. */
function around({ scope }: Token, { state }: RunningFlow): Token | undefined {
  const owner = state.scopes.get(scope)?.token ?? state.instances.get(scope)?.parentToken
  return owner === null || owner === undefined ? undefined : state.tokens.get(owner)
}

async function boundaryCatcher(host: Token, thrown: Thrown, running: RunningFlow): Promise<Catcher | null> {
  const graph = graphOf(running, host.instance)
  const events = graph.elements[host.element]!.boundary.map(id => graph.elements[id] as BoundaryEvent)
  const found = await best(events, thrown, { scope: host.scope, running })
  return found && { ...found, host }
}

/** An event subprocess doesn't catch what it throws itself, nor do its siblings. */
async function scopeCatcher(host: Token, thrown: Thrown, running: RunningFlow): Promise<Catcher | null> {
  const graph = graphOf(running, host.instance)
  const element = graph.elements[host.element]
  if (element?.type === 'subProcess' && element.variant === 'event') return null
  const starts = (scopeGraph(running, host.scope)?.eventStarts ?? []).map(id => graph.elements[id] as StartEvent)
  const found = await best(starts, thrown, { scope: host.scope, running })
  return found && { ...found, scope: host.scope }
}

async function best<Event extends BoundaryEvent | StartEvent>(
  events: readonly Event[],
  { type, code }: Thrown,
  { scope, running }: { scope: string; running: RunningFlow },
): Promise<{ event: Event; definition: Catching } | null> {
  let all: { event: Event; definition: Catching } | null = null
  for (const event of events) {
    const definition = event.event
    if (definition.type !== type) continue
    if (definition.code === null) all ??= { event, definition }
    else if (code !== null && textIn(definition.code, await valuesFor(event, scope, running)) === code)
      return { event, definition }
  }
  return all
}

const valuesFor = async (event: BoundaryEvent | StartEvent, scope: string, running: RunningFlow): Promise<Scope> => {
  const { code } = event.event as Catching
  return code === null || 'literal' in code ? {} : scopeValues(running, scope, event)
}

/**
 * A signal is told to everybody who waits for it now: those of this run at once, in the order in which they began to wait,
 * without those that an earlier one ended; others after the commit (workflow rule: the catcher may interrupt the thrower).
 */
export async function signal(
  token: Token,
  { name, variables }: { name: string; variables: Readonly<Record<string, unknown>> },
  running: RunningFlow,
): Promise<Effect[]> {
  const { state, ports } = running
  if (!state.whole) await ports.loadRest(state)
  note(applying(running), { instance: token.instance, element: token.element, event: 'signalled', data: { name } })
  const mine = state.subscriptions.by('kind', 'signal').filter(each => each.name === name)
  await ports.broadcast({ name, variables }, state.instance.rootId)
  return mine.map(each => ({
    do: 'trigger',
    element: each.element,
    token: each.token,
    scope: each.scope,
    subscription: each.id,
    variables,
  }))
}
