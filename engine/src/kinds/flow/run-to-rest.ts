import { applyEffect, end } from './apply-effect.ts'
import type { Effect, OutsideEffect, StateEffect } from './effect.ts'
import type { Answer, At } from './elements/behaviour.ts'
import { behaviourOf } from './elements/index.ts'
import { leave } from './elements/leave.ts'
import { Defect, JingweiError } from '../../base/errors.ts'
import type { FlowGraph } from './graph.ts'
import type { FlowPorts } from './ports.ts'
import { scopeOf } from './scope.ts'
import { isFinished, type FlowState, type Token } from './state.ts'

/** A run in memory, with all that it needs to move. */
export interface RunningFlow {
  graph: FlowGraph
  state: FlowState
  ports: FlowPorts
  /** Sees every effect before it is carried out; for cases and simulation. */
  watch?(effect: Effect): void
}

/** More steps than this in one command is a flow that runs in a circle without ever waiting. */
const MAX_STEPS = 10_000

/**
 * Carries out effects and their consequences until every token waits: one command runs to the next wait states and is
 * committed once. Depth first, so that a branch goes as far as it can before the next one sets out. Throws FlowNeverRests.
 */
export async function runToRest(running: RunningFlow, effects: readonly Effect[]): Promise<void> {
  const { state } = running
  let todo: Effect[] = [...effects].reverse()
  for (let steps = 0; todo.length > 0; steps++) {
    if (steps === MAX_STEPS) throw new FlowNeverRests(running.graph.name)
    const next = await perform(todo.pop()!, running)
    if (isFinished(state)) todo = []
    else todo.push(...next.reverse())
  }
  settle(running)
}

/** An effect is done; returns what it leads to. */
async function perform(effect: Effect, running: RunningFlow): Promise<Effect[]> {
  if ('token' in effect && running.state.tokens.get(effect.token) === undefined) return []
  running.watch?.(effect)
  if (isOutside(effect)) return ask(effect, running)
  const { graph, state, ports } = running
  const entering = applyEffect(effect, { graph, state, now: ports.now().toISOString(), newId: () => ports.newId() })
  if (entering !== null) return [{ do: 'enter', token: entering.id }]
  return effect.do === 'open_task' ? [notice(effect, running)] : []
}

const OUTSIDE: ReadonlySet<Effect['do']> = new Set(['enter', 'leave', 'find_people', 'evaluate', 'call', 'notify'])

const isOutside = (effect: Effect): effect is OutsideEffect => OUTSIDE.has(effect.do)

async function ask(effect: OutsideEffect, running: RunningFlow): Promise<Effect[]> {
  const { state, ports } = running
  if (effect.do === 'notify') {
    await ports.notify(state.tasks.get(effect.task)!, effect.people)
    return []
  }
  const token = state.tokens.get(effect.token)!
  if (effect.do === 'enter') return behaviourOf(elementOf(token, running)).enter(await atToken(token, running))
  if (effect.do === 'leave') return leave(await atToken(token, running))
  const answer = await answerTo(effect, ports)
  if ('fault' in answer) return [{ do: 'incident', token: token.id, ...answer.fault }]
  return behaviourOf(elementOf(token, running)).resume!(await atToken(token, running), answer)
}

type Question = Extract<OutsideEffect, { do: 'find_people' | 'evaluate' | 'call' }>

/** A rule set that can't decide stops the run here; a failing call undoes the whole command, up to the last wait state. */
async function answerTo(
  effect: Question,
  ports: FlowPorts,
): Promise<Answer | { fault: { code: string; message: string } }> {
  switch (effect.do) {
    case 'find_people':
      return { to: 'find_people', people: await ports.people.find(effect.queries) }
    case 'call':
      return { to: 'call', result: await ports.call(effect) }
    case 'evaluate':
      try {
        return { to: 'evaluate', decision: await ports.evaluate(effect) }
      } catch (error) {
        if (error instanceof JingweiError && error.status < 500)
          return { fault: { code: error.code, message: error.message } }
        throw error
      }
  }
}

const elementOf = (token: Token, { graph }: RunningFlow) => graph.elements[token.element]!

/** Where the token stands, with the values that its element reads. */
export async function atToken(token: Token, running: RunningFlow, elementId = token.element): Promise<At<any>> {
  const { graph, state, ports } = running
  const element = graph.elements[elementId]!
  return {
    element,
    token,
    graph,
    state,
    scope: await scopeOf(element, token, state, ports),
    now: ports.now().toISOString(),
  }
}

function notice(effect: Extract<StateEffect, { do: 'open_task' }>, { state }: RunningFlow): Effect {
  const task = state.tasks.where(t => t.token === effect.token && t.state === 'open').at(-1)!
  return { do: 'notify', task: task.id, people: effect.people.filter(p => p.state === 'active').map(p => p.id) }
}

/** The run ends when its last token is used up; it is an incident while one of them can't go on. */
function settle({ state, ports }: RunningFlow): void {
  if (isFinished(state)) return
  if (state.tokens.size === 0) return end({ state, now: ports.now().toISOString() }, state.instance.outcome)
  const stuck = state.incidents.where(i => i.resolvedAt === null).length > 0
  state.instance.state = stuck ? 'incident' : 'running'
}

export class FlowNeverRests extends Defect {
  constructor(flow: string) {
    super(
      'flow.never_rests',
      `The flow ${flow} goes round in a circle without waiting for anybody; nothing was changed.`,
    )
  }
}
