import { addDuration } from '../timer/duration.ts'
import { isFinished } from '../state.ts'
import type { CaseStep } from './case-steps.ts'
import { movesIn, type Move } from './moves.ts'
import { oneOf, weighted, type Random } from './random.ts'
import { runsOf, type Trial } from './trial.ts'

/** How those outside behave. Everything is by element; what is not said is by the defaults. */
export interface Behaviour {
  /** Weights of outcomes; default: agree, always. */
  outcomes?: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** How long it takes until somebody does it, ISO 8601: always so long, or evenly between two. */
  durations?: Readonly<Record<string, string | readonly [string, string]>>
  /** For those without; default an hour. */
  duration?: string | readonly [string, string]
  /** Variables that come with it: of each list one value. */
  variables?: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>
}

export interface AutoRunLimits {
  /** Acts; default 500. */
  acts?: number
  /** Simulated time after which nobody looks any more, ISO 8601; default a year. */
  until?: string
}

/** `stuck`: nothing can happen any more, and the run isn't over. `limit`: it was still moving. */
export type AutoRunEnd = 'over' | 'stuck' | 'limit'

/**
 * Whoever could do something does it when his time has come; timers fire when they are due, and may come first. `act` does
 * one step.
 */
export async function autoRun(
  trial: Trial,
  { behaviour = {}, random, act, limits = {} }: AutoRunOptions,
): Promise<AutoRunEnd> {
  const { world } = trial
  const horizon = addDuration(nowIn(trial), limits.until ?? 'P1Y', 1)
  const readyAt = new Map<string, string>()
  for (let acts = 0; acts < (limits.acts ?? 500); acts++) {
    if (runsOf(trial).every(({ state }) => isFinished(state))) return 'over'
    const next = nextMove(trial, readyAt, { behaviour, random })
    const timer = nextTimer(trial)
    const at = [next?.at, timer].filter(each => each !== undefined).sort()[0]
    if (at === undefined) return 'stuck'
    if (at > horizon) return 'limit'
    if (at > nowIn(trial)) await act({ advance: untilThen(world.clock.now(), at) })
    // A timer that fired on the way may have taken the work away.
    else if (next !== undefined) await act(next.move.step(choose(next.move, behaviour, random)))
    else await world.fireDueJobs()
  }
  return 'limit'
}

export interface AutoRunOptions {
  behaviour?: Behaviour
  random: Random
  act(step: CaseStep): Promise<void>
  limits?: AutoRunLimits
}

const nowIn = ({ world }: Trial): string => world.clock.now().toISOString()

const untilThen = (now: Date, at: string): string => `PT${(Date.parse(at) - now.getTime()) / 1000}S`

function nextMove(
  trial: Trial,
  readyAt: Map<string, string>,
  how: { behaviour: Behaviour; random: Random },
): { move: Move; at: string } | undefined {
  let first: { move: Move; at: string } | undefined
  for (const move of movesIn(trial)) {
    let at = readyAt.get(move.id)
    if (at === undefined) readyAt.set(move.id, (at = timeFor(move, nowIn(trial), how)))
    if (first === undefined || at < first.at) first = { move, at }
  }
  return first
}

function timeFor(move: Move, now: string, { behaviour, random }: { behaviour: Behaviour; random: Random }): string {
  const lasts = behaviour.durations?.[move.element] ?? behaviour.duration ?? 'PT1H'
  const [shortest, longest] = (typeof lasts === 'string' ? [lasts, lasts] : lasts).map(each =>
    addDuration(now, each, 1),
  )
  const [from, to] = [Date.parse(shortest!), Date.parse(longest!)]
  // Whole seconds: a step of a case says them.
  return new Date(from + Math.round((random() * (to - from)) / 1000) * 1000).toISOString()
}

function nextTimer(trial: Trial): string | undefined {
  const due = runsOf(trial).flatMap(({ state }) =>
    state.instance.suspended
      ? []
      : state.jobs.where(job => job.state === 'ready' && isTimed(job.kind)).map(job => job.dueAt),
  )
  return due.sort()[0]
}

const isTimed = (kind: string): boolean => kind === 'timer' || kind === 'enter' || kind === 'leave'

function choose(move: Move, { outcomes, variables }: Behaviour, random: Random) {
  const weights = outcomes?.[move.element]
  const offered = Object.fromEntries(move.outcomes.map(name => [name, weights?.[name] ?? 0]))
  const outcome = weights === undefined ? undefined : weighted(offered, random)
  const values = Object.entries(variables?.[move.element] ?? {}).map(([name, list]) => [
    name,
    oneOf(list, random) ?? null,
  ])
  return {
    ...(outcome !== undefined && { outcome }),
    ...(values.length > 0 && { variables: Object.fromEntries(values) as Record<string, unknown> }),
  }
}
