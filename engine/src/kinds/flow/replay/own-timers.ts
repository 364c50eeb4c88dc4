import type { FlowElement, FlowGraph } from '../graph.ts'
import { graphOf, type RunningFlow } from '../kernel/running-flow.ts'
import type { HistoryEntry, Job } from '../state.ts'
import { jobsIn } from './places.ts'

/**
 * Timers of a replay that fire by its clock, not because they fired then: those that the past version didn't have or had
 * with another time, and those of elements that the past run never came to. The others fire when they fired then: a timer
 * may have been late, and then what it waited for came first.
 */
export class OwnTimers {
  readonly #from: FlowGraph
  readonly #visited: ReadonlySet<string>
  readonly #late = new Set<string>()

  constructor(from: FlowGraph, history: readonly HistoryEntry[]) {
    this.#from = from
    this.#visited = visitedIn(history, [from, ...Object.values(from.processes)])
  }

  /** It fired then, and lasts longer now. */
  add(element: string): void {
    this.#late.add(element)
  }

  /** The first that is due until then. */
  next(running: RunningFlow, until: string): Job | undefined {
    return jobsIn(running.state)
      .filter(
        job => job.state === 'ready' && job.kind !== 'external' && job.dueAt <= until && this.#isOwn(job, running),
      )
      .sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0))[0]
  }

  #isOwn(job: Job, running: RunningFlow): boolean {
    const { element, kind, instance } = job
    const graph = graphOf(running, instance)
    const now = graph.elements[element]
    if (now === undefined) return false
    if (this.#late.has(element) || !this.#visited.has(hostOf(job, running))) return true
    if (graph.name !== this.#from.name) return false
    const then = (graph.process === '' ? this.#from : this.#from.processes[graph.process])?.elements[element]
    return then === undefined || timeOf(then, kind) !== timeOf(now, kind)
  }
}

/** Where something happened, with the subprocesses around it and the activities at whose boundary it happened. */
function visitedIn(history: readonly HistoryEntry[], graphs: readonly FlowGraph[]): Set<string> {
  const visited = new Set([''])
  const visit = (id: string): void => {
    if (visited.has(id)) return
    visited.add(id)
    const element = graphs.map(({ elements }) => elements[id]).find(each => each !== undefined)
    if (element === undefined) return
    visit(element.parent)
    if (element.type === 'boundaryEvent') visit(element.attachedTo)
  }
  for (const { element } of history) visit(element)
  return visited
}

/** Where its token stands, or the scope that listens. */
const hostOf = ({ token, scope }: Job, { state }: RunningFlow): string =>
  (token === null ? state.scopes.get(scope) : state.tokens.get(token))?.element ?? ''

function timeOf(element: FlowElement, kind: Job['kind']): string {
  if (kind === 'enter') return String(element.asyncBefore)
  if (kind === 'leave') return String(element.asyncAfter)
  const event = 'event' in element ? element.event : undefined
  if (event?.type !== 'timer') return ''
  const { value, ...rest } = event.timer
  return JSON.stringify({ ...rest, value: 'literal' in value ? value.literal : value.expression.text })
}
