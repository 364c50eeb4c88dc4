import { JingweiError } from '../../../base/errors.ts'
import { applying, applyTaskEffect, nowIn, openTask } from '../apply-effect.ts'
import type { Effect } from '../effect.ts'
import type { Answer } from '../elements/behaviour.ts'
import { behaviourOf } from '../elements/index.ts'
import { passJoin } from '../elements/inclusive-gateway.ts'
import { BpmnError } from '../bpmn-error.ts'
import { isOver, type Phase, type Token } from '../state.ts'
import * as activity from './activity.ts'
import { addToken } from './add-token.ts'
import * as calls from './calls.ts'
import * as catching from './catching.ts'
import * as compensation from './compensation.ts'
import { checkConditions } from './conditions.ts'
import * as events from './events.ts'
import { incident } from './incident.ts'
import * as loops from './loops.ts'
import { reachesBody, removeToken } from './remove.ts'
import { atToken, calendarOf, elementOf, graphOf, type RunningFlow } from './running-flow.ts'
import * as scopes from './scopes.ts'
import { holderOf, setIn, whereIs } from './variables.ts'

type Led = Effect[] | Promise<Effect[]>

/**
 * An effect is done; returns what it leads to. Those that name something that is gone do nothing. A value that can't be
 * calculated is an incident at its element; a failing function undoes the whole command, back to the last wait states.
 */
export function perform(effect: Effect, running: RunningFlow): Led {
  if (isGone(effect, running)) return []
  const phase = PHASES[effect.do]
  if (phase === undefined) return carryOut(effect, running)
  return guarded(effect as Effect & { token: string }, phase, running)
}

/** What a retry repeats when a value can't be calculated on the way. */
const PHASES: { [Do in Effect['do']]?: Phase } = {
  start: 'start',
  begin: 'start',
  map_inputs: 'start',
  arm_boundary: 'start',
  await: 'start',
  run: 'start',
  leave: 'leave',
  map_outputs: 'leave',
  finish: 'leave',
  depart: 'depart',
  join: 'join',
  call_process: 'start',
}

async function guarded(effect: Effect & { token: string }, phase: Phase, running: RunningFlow): Promise<Effect[]> {
  try {
    return await carryOut(effect, running)
  } catch (error) {
    if (!(error instanceof JingweiError) || error.status >= 500 || error instanceof BpmnError) throw error
    return [{ do: 'incident', token: effect.token, code: error.code, message: error.message, phase }]
  }
}

function isGone(effect: Effect, { state }: RunningFlow): boolean {
  if ('token' in effect && effect.token !== null) {
    const token = state.tokens.get(effect.token)
    // What would follow a step that failed waits for the retry.
    if (token === undefined || (token.state === 'incident' && PHASES[effect.do] !== undefined)) return true
  }
  if ('subscription' in effect && effect.subscription !== undefined && !state.subscriptions.get(effect.subscription))
    return true
  if ('scope' in effect && !isAlive(effect.scope, state)) return true
  return 'body' in effect && state.scopes.get(effect.body) === undefined
}

function isAlive(scope: string, state: RunningFlow['state']): boolean {
  if (state.scopes.get(scope) !== undefined) return true
  const instance = state.instances.get(scope)
  return instance !== undefined && !isOver(instance)
}

function carryOut(effect: Effect, running: RunningFlow): Led {
  const { state, ports } = running
  const token =
    'token' in effect && effect.token !== null ? state.tokens.get(effect.token)! : (undefined as never as Token)
  switch (effect.do) {
    case 'enter':
      return activity.enter(token, running)
    case 'start':
      return activity.start(token, running)
    case 'begin':
      return activity.begin(token, running)
    case 'map_inputs':
      return activity.mapInputs(token, running)
    case 'arm_boundary':
      return events.armBoundary(token, running)
    case 'run':
      return activity.run(token, running)
    case 'leave':
      return activity.leave(token, running)
    case 'map_outputs':
      return activity.mapOutputs(token, running)
    case 'finish':
      return activity.finish(token, running)
    case 'close_loop':
      return activity.goOn(token, running)
    case 'depart':
      return activity.depart(token, running)
    case 'consume':
      return consume(effect.token, running)
    case 'end_path':
      return scopes.endPath(token, running)
    case 'take':
      return take(effect, running)
    case 'place':
      return [
        entering(running, { element: effect.element, flow: null, scope: effect.scope, task: effect.task ?? null }),
      ]
    case 'begin_at':
      return scopes.isInterrupted(effect.scope, running)
        ? []
        : placeAll({ elements: [effect.element], scope: effect.scope }, running)
    case 'place_all':
      return placeAll(effect, running)
    case 'incident':
      return incident(token, effect, running)
    case 'open_scope':
      return scopes.openScope(token, effect.variables, running)
    case 'open_ad_hoc':
      return scopes.openAdHoc(token, effect.activities, running)
    case 'begin_scope':
      return scopes.beginScope(effect.scope, running)
    case 'scope_done':
      return scopes.scopeDone(effect.scope, effect.outcome, running)
    case 'terminate':
      return scopes.terminate(effect.scope, effect.outcome, running)
    case 'iterate':
      return loops.iterate(effect.body, running)
    case 'body_done':
      return loops.bodyDone(effect.body, running)
    case 'check_ad_hoc':
      return scopes.checkAdHoc(effect.scope, running)
    case 'set':
      return write(running, holderOf(state, effect.scope, effect.name), { [effect.name]: effect.value })
    case 'set_local':
      return write(running, effect.scope, { [effect.name]: effect.value })
    case 'merge':
      return merge(effect, running)
    case 'check_conditions':
      return checkConditions(effect, running)
    case 'reached':
      state.instances.change(effect.instance, { outcome: effect.outcome })
      return []
    case 'end':
      return scopes.endAll(effect.outcome, running)
    case 'call_process':
      return calls.callProcess(token, effect, running)
    case 'call_done':
      return calls.callDone(token, effect.instance, running)
    case 'open_task': {
      const task = openTask(applying(running), effect)
      const people = effect.people.filter(p => p.state === 'active').map(p => p.id)
      return [{ do: 'notify', task: task.id, people }]
    }
    case 'await':
      return events.awaitEvent(token, effect.element, running)
    case 'listen':
      return events.listen(effect.scope, running, effect.only)
    case 'trigger':
      return trigger(effect, running)
    case 'join':
      return atToken(token, running).then(passJoin)
    case 'throw_error':
      return catching.throwError(token, effect, running)
    case 'escalate':
      return catching.escalate(token, effect.code, running)
    case 'signal':
      return catching.signal(token, effect, running)
    case 'publish':
      return ports.publish(effect).then(() => [])
    case 'compensate':
      return compensation.compensate(token, effect, running)
    case 'compensated':
      return compensation.compensated(token, running)
    case 'cancel_transaction':
      return compensation.cancelTransaction(token, running)
    case 'offer':
      return offer(token, effect, running)
    case 'find_people':
    case 'evaluate':
    case 'call':
      return ask(token, effect, running)
    case 'notify': {
      const task = state.tasks.get(effect.task)
      return task === undefined ? [] : ports.notify(task, effect.people).then(() => [])
    }
    default:
      applyTaskEffect(effect, applying(running))
      return []
  }
}

function consume(id: string, running: RunningFlow): Led {
  const { state, ports } = running
  const remove = (): Effect[] => {
    removeToken(applying(running), id)
    return []
  }
  return !state.whole && reachesBody(state, id) ? ports.loadRest(state).then(remove) : remove()
}

/** A new token, which enters its element. */
const entering = (running: RunningFlow, given: Pick<Token, 'element' | 'flow' | 'scope' | 'task'>): Effect => ({
  do: 'enter',
  token: addToken(running, given).id,
})

function take({ flows, scope, task }: Extract<Effect, { do: 'take' }>, running: RunningFlow): Effect[] {
  const { flows: known } = graphOf(running, whereIs(running.state, scope).instance)
  return flows.map(flow => entering(running, { element: known[flow]!.to, flow, scope, task }))
}

const placeAll = (
  { elements, scope }: { elements: readonly string[]; scope: string },
  running: RunningFlow,
): Effect[] =>
  elements.length === 0
    ? [{ do: 'scope_done', scope }]
    : elements.map(element => entering(running, { element, flow: null, scope, task: null }))

/** Whatever changes may be what a condition waits for. */
function write(running: RunningFlow, scope: string, values: Readonly<Record<string, unknown>>): Effect[] {
  setIn(running.state, scope, values)
  return running.state.subscriptions.count('kind', 'condition') === 0
    ? []
    : [{ do: 'check_conditions', scope, names: Object.keys(values) }]
}

function merge({ scope, values, local }: Extract<Effect, { do: 'merge' }>, running: RunningFlow): Effect[] {
  if (local) return write(running, scope, values)
  return Object.entries(values).map(([name, value]) => ({ do: 'set', scope, name, value }))
}

function trigger(effect: Extract<Effect, { do: 'trigger' }>, running: RunningFlow): Led {
  const { state, ports } = running
  const reaches = effect.token === null ? !state.whole : !state.whole && reachesBody(state, effect.token)
  return reaches ? ports.loadRest(state).then(() => events.trigger(effect, running)) : events.trigger(effect, running)
}

function offer(token: Token, effect: Extract<Effect, { do: 'offer' }>, running: RunningFlow): Effect[] {
  const { topic, priority, variables, headers } = effect
  const dueAt = nowIn(running)
  const data = { variables, ...(Object.keys(headers).length > 0 && { headers }) }
  activity.addJob(running, token, { kind: 'external', element: token.element, dueAt, topic, priority, data })
  return []
}

type Asked = Extract<Effect, { do: 'find_people' | 'evaluate' | 'call' }>

/** A rule set that can't decide stops the run here; an error that a function throws for the flow is an event of it. */
async function ask(token: Token, effect: Asked, running: RunningFlow): Promise<Effect[]> {
  const answer = await answerTo(effect, token, running)
  if ('fault' in answer) return [answer.fault]
  const at = await atToken(token, running)
  at.calendar = await calendarOf(at.element, running.ports)
  return behaviourOf(at.element).resume!(at, answer)
}

async function answerTo(effect: Asked, token: Token, running: RunningFlow): Promise<Answer | { fault: Effect }> {
  const { ports, state } = running
  const instance = state.instances.get(token.instance)!
  const element = elementOf(token, running)
  const wanted = 'resultVariable' in element && element.resultVariable !== null
  const asker = { element: token.element, instance, wanted }
  switch (effect.do) {
    case 'find_people':
      return { to: 'find_people', people: await ports.people.find(effect.queries, asker) }
    case 'call':
      try {
        return { to: 'call', result: await ports.call(effect, asker) }
      } catch (error) {
        if (!(error instanceof BpmnError)) throw error
        return { fault: { do: 'throw_error', token: token.id, code: error.errorCode, message: error.message } }
      }
    case 'evaluate':
      try {
        return { to: 'evaluate', decision: await ports.evaluate(effect, instance, asker) }
      } catch (error) {
        if (!(error instanceof JingweiError) || error.status >= 500) throw error
        const { code, message } = error
        return { fault: { do: 'incident', token: token.id, code, message, phase: 'start' } }
      }
  }
}
