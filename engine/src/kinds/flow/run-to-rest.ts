import { Defect } from '../../base/errors.ts'
import type { Effect } from './effect.ts'
import { readyJoins } from './kernel/inclusive-joins.ts'
import { perform } from './kernel/perform.ts'
import type { RunningFlow } from './kernel/running-flow.ts'
import { isFinished, isOver } from './state.ts'

export { atToken, type RunningFlow } from './kernel/running-flow.ts'

/** More visits of one element in one scope and one command are a flow that runs in a circle without ever waiting. */
const MOST_VISITS = 2_000
/** Nobody counts before there are that many visits of whatever element. */
const FIRST_COUNTED = 1_000

/**
 * Carries out effects and their consequences until every token waits: one command runs to the next wait states and is
 * committed once. Depth first, so that a branch goes as far as it can before the next one sets out. Throws FlowNeverRests.
 */
export async function runToRest(running: RunningFlow, effects: readonly Effect[]): Promise<void> {
  const todo: Effect[] = [...effects].reverse()
  const visits = new Visits()
  for (;;) {
    const effect = todo.pop() ?? atRest(running, todo)
    if (effect === undefined) break
    if (effect.do === 'enter' && visits.tooMany(effect.token, running)) throw new FlowNeverRests(running.graph.name)
    const held = running.watch?.(effect, running)
    if (held !== undefined) await held
    const led = perform(effect, running)
    const next = led instanceof Promise ? await led : led
    for (let i = next.length - 1; i >= 0; i--) todo.push(next[i]!)
  }
  settle(running)
}

class Visits {
  #all = 0
  readonly #byPlace = new Map<string, number>()

  tooMany(id: string, { state }: RunningFlow): boolean {
    const token = ++this.#all > FIRST_COUNTED ? state.tokens.get(id) : undefined
    if (token === undefined) return false
    const place = `${token.scope} ${token.element}`
    const count = (this.#byPlace.get(place) ?? 0) + 1
    this.#byPlace.set(place, count)
    return count > MOST_VISITS
  }
}

/** Everything stands still: a join may find that nobody else will come. */
function atRest(running: RunningFlow, todo: Effect[]): Effect | undefined {
  if (isFinished(running.state)) return undefined
  todo.push(...readyJoins(running).reverse())
  return todo.pop()
}

/** A run is an incident while something in it can't go on. */
function settle({ state }: RunningFlow): void {
  const open = state.incidents.where(i => i.resolvedAt === null)
  for (const instance of state.instances.all()) {
    if (isOver(instance)) continue
    const is = open.some(i => i.instance === instance.id) ? 'incident' : 'running'
    if (instance.state !== is) state.instances.change(instance.id, { state: is })
  }
}

export class FlowNeverRests extends Defect {
  constructor(flow: string) {
    super(
      'flow.never_rests',
      `The flow ${flow} goes round in a circle without waiting for anybody; nothing was changed.`,
    )
  }
}
