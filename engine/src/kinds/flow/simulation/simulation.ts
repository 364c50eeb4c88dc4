import type { Effect } from '../effect.ts'
import type { FlowGraph } from '../graph.ts'
import type { RunningFlow } from '../kernel/running-flow.ts'
import { autoRun, type AutoRunEnd, type AutoRunLimits, type Behaviour } from './auto-run.ts'
import type { CaseGiven, CaseStep, FlowCase } from './case-steps.ts'
import { FlowCaseWrong } from './case-wrong.ts'
import { seededRandom } from './random.ts'
import { takeStep } from './take-step.ts'
import { beginTrial, newTrial, type FlowCaseEnvironment, type Trial } from './trial.ts'
import { resultOf, type FlowCaseResult } from './trial-result.ts'

export interface SimulationOptions {
  given: CaseGiven
  environment: FlowCaseEnvironment
  /** Elements and sequence flows at which it stops before they are entered or taken. */
  breakpoints?: readonly string[]
}

/** How far to go: to the next effect, to the next element that is entered, to a breakpoint. All stop when the run rests. */
export type Pace = 'effect' | 'element' | 'breakpoint'

/** Where it stopped: before an effect, or at rest, where somebody has to act. */
export type Stop = { at: 'effect'; effect: Effect; element: string | null; did: Did[] } | { at: 'rest'; did: Did[] }

/** What was done since the last stop. */
export interface Did {
  do: Effect['do']
  element: string | null
}

/** What there is to show at any stop. */
export interface SimulationView extends FlowCaseResult {
  now: string
  /** Elements, events and sequence flows that were reached, by flow. */
  reached: Record<string, string[]>
}

/**
 * A flow in memory that goes on step by step: the element files are those of the real run, time is simulated. Begin it, act
 * from outside, look at it, keep it as a case. It stops before each effect, element or breakpoint, as its pace says.
 */
export class Simulation {
  readonly #options: SimulationOptions
  readonly #trial: Trial
  readonly #breakpoints: Set<string>
  readonly #steps: CaseStep[] = []
  #pace: Pace = 'breakpoint'
  #did: Did[] = []
  #moving: RunningFlow | undefined
  #command: Promise<void> | undefined
  #goOn: (() => void) | undefined
  #stopped: ((stop: Omit<Stop & { at: 'effect' }, 'did'>) => void) | undefined

  constructor(graph: FlowGraph, options: SimulationOptions) {
    this.#options = options
    this.#breakpoints = new Set(options.breakpoints)
    const { given, environment } = options
    this.#trial = newTrial(graph, given, { environment, watch: (effect, running) => this.#watch(effect, running) })
  }

  /** The run begins, at this pace. Throws what its first steps throw. */
  begin(pace: Pace = 'breakpoint'): Promise<Stop> {
    return this.#run(pace, () => beginTrial(this.#trial, this.#options.given))
  }

  /** Something happens from outside. Throws FlowCaseWrong while an earlier act is not done, and what a refused act throws. */
  act(step: CaseStep, pace: Pace = 'breakpoint'): Promise<Stop> {
    return this.#run(pace, async () => {
      await takeStep(step, this.#trial)
      this.#steps.push(step)
    })
  }

  /** On from where it stopped. */
  async goOn(pace: Pace): Promise<Stop> {
    if (this.#goOn === undefined) return { at: 'rest', did: [] }
    this.#pace = pace
    this.#did = []
    const on = this.#goOn
    this.#goOn = undefined
    return this.#untilStop(on)
  }

  breakAt(ids: readonly string[]): void {
    this.#breakpoints.clear()
    for (const id of ids) this.#breakpoints.add(id)
  }

  /** Acts by chance and by the behaviour of those outside until the run is over, or nothing more can happen. */
  async auto({
    seed,
    behaviour,
    limits,
  }: {
    seed: number
    behaviour?: Behaviour
    limits?: AutoRunLimits
  }): Promise<AutoRunEnd> {
    this.#refuseWhileMoving()
    return autoRun(this.#trial, {
      random: seededRandom(seed),
      act: async step => {
        await takeStep(step, this.#trial)
        this.#steps.push(step)
      },
      ...(behaviour && { behaviour }),
      ...(limits && { limits }),
    })
  }

  view(): SimulationView {
    const { world, reached } = this.#trial
    const parts = [...reached.byFlow].map(([flow, ids]) => [flow, [...ids]])
    return {
      ...resultOf(this.#trial, this.#moving),
      now: world.clock.now().toISOString(),
      reached: Object.fromEntries(parts) as Record<string, string[]>,
    }
  }

  /** What was done, with what came of it: a case that passes as long as the flow stays as it is. */
  toCase(about: { key: string; title: string }): FlowCase & { title: string; then: Partial<FlowCaseResult> } {
    this.#refuseWhileMoving()
    if (this.#options.environment.people !== undefined)
      throw new FlowCaseWrong(
        'The people of this simulation are invented. Give an organisation, then it can be kept as a case.',
      )
    const { approvals, outcome, state, path, open, tokens, waiting, variables, called, incidents } = this.view()
    const then = { approvals, outcome, state, path, open, tokens, waiting, variables, called, incidents }
    return { ...about, given: this.#options.given, when: [...this.#steps], then }
  }

  #refuseWhileMoving(): void {
    if (this.#command !== undefined)
      throw new FlowCaseWrong('The simulation stands in the middle of a step: let it go on first.')
  }

  async #run(pace: Pace, work: () => Promise<void>): Promise<Stop> {
    this.#refuseWhileMoving()
    this.#pace = pace
    this.#did = []
    return this.#untilStop(() => {
      this.#command = work().finally(() => (this.#command = undefined))
    })
  }

  /** Either the command is done, or an effect is held. */
  #untilStop(go: () => void): Promise<Stop> {
    return new Promise((resolve, reject) => {
      this.#stopped = stop => resolve({ ...stop, did: this.#did })
      go()
      this.#command!.then(() => resolve({ at: 'rest', did: this.#did }), reject)
    })
  }

  #watch(effect: Effect, running: RunningFlow): void | Promise<void> {
    this.#moving = running
    const element = elementOf(effect, running)
    const held = this.#holds(effect, element)
      ? new Promise<void>(resolve => {
          this.#goOn = resolve
          this.#stopped?.({ at: 'effect', effect, element })
        }).then(() => void this.#did.push({ do: effect.do, element }))
      : undefined
    if (held === undefined) this.#did.push({ do: effect.do, element })
    return held
  }

  #holds(effect: Effect, element: string | null): boolean {
    if (this.#pace === 'effect') return true
    if (effect.do === 'take') return effect.flows.some(id => this.#breakpoints.has(id))
    if (effect.do !== 'enter') return false
    return this.#pace === 'element' || (element !== null && this.#breakpoints.has(element))
  }
}

/** The element that it is about. */
function elementOf(effect: Effect, { state }: RunningFlow): string | null {
  if ('element' in effect) return effect.element
  if ('token' in effect && effect.token !== null) return state.tokens.get(effect.token)?.element ?? null
  if ('scope' in effect) return state.scopes.get(effect.scope)?.element ?? null
  return 'task' in effect && effect.task !== null ? (state.tasks.get(effect.task)?.element ?? null) : null
}
