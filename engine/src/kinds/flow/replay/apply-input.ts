import {
  activate,
  actOnTask,
  cancelRun,
  completeJob,
  completeTask,
  deliver,
  failJob,
  fireJob,
  haltRun,
  moveTokens,
  proceed,
  resume,
  retryIncident,
  setVariables,
  skipIncident,
  startAt,
  suspend,
  throwInJob,
  type TokenMove,
} from '../actions.ts'
import type { ActionOutcome } from '../approval/act.ts'
import type { RunningFlow } from '../kernel/running-flow.ts'
import { findAt, incidentsIn, jobsIn, openTasksIn, scopesIn, subscriptionsIn, tokensIn } from './places.ts'
import type { Door, Place, TakenInput } from './taken-input.ts'

/** What became of an input: `early` fires later by itself, of a timer that lasts longer now. */
export type Applied = 'done' | 'nothing_there' | 'early'

type Given = Readonly<Record<string, any>>

/** The same act on another run. Throws what a refused act throws. */
export async function applyInput(running: RunningFlow, { door, place, given = {} }: TakenInput): Promise<Applied> {
  const how = DOORS[door]
  const { element } = place ?? { element: '' }
  if (how.find === undefined) return (await how.act(running, element, given)) ?? 'done'
  const id = findAt(place!, how.find(running.state, element))
  if (id === undefined) return 'nothing_there'
  return (await how.act(running, id, given)) ?? 'done'
}

interface Way {
  /** Absent: the input is about the run as a whole. */
  find?(state: RunningFlow['state'], element: string): readonly { id: string; element: string; path: string }[]
  act(running: RunningFlow, id: string, given: Given): Promise<Applied | void>
}

const DOORS: Readonly<Record<Door, Way>> = {
  start: { act: (run, element) => startAt(run, element) },
  act: {
    find: openTasksIn,
    act: (run, task, { person, outcome, variables }) =>
      // The words of a person change nothing in a run; whether there are any may be demanded.
      actOnTask(run, {
        task,
        person,
        outcome: outcome as ActionOutcome,
        opinion: '-',
        ...(variables && { variables }),
      }),
  },
  complete: { find: openTasksIn, act: (run, task, given) => completeTask(run, task, given) },
  fire: { find: jobsIn, act: async (run, job) => ((await fireJob(run, job)) === 'fired' ? 'done' : 'early') },
  fail: { find: jobsIn, act: (run, job, given) => failJob(run, job, given as Parameters<typeof failJob>[2]) },
  job_done: { find: jobsIn, act: async (run, job, given) => ended(await completeJob(run, job, given)) },
  job_error: {
    find: jobsIn,
    act: async (run, job, given) => ended(await throwInJob(run, job, given as Parameters<typeof throwInJob>[2])),
  },
  deliver: { find: subscriptionsIn, act: async (run, id, given) => ended(await deliver(run, id, given)) },
  proceed: { find: tokensIn, act: async (run, token, given) => ended(await proceed(run, token, given)) },
  set: {
    find: scopesIn,
    act: (run, scope, { variables, local = false }) => setVariables(run, { scope, variables, local }),
  },
  suspend: { act: run => suspend(run) },
  resume: { act: run => resume(run) },
  cancel: { act: (run, _, given) => cancelRun(run, given) },
  move: { act: (run, _, given) => moveTokens(run, moveIn(run, given)) },
  activate: { find: tokensIn, act: (run, token, { elements }) => activate(run, token, elements) },
  retry: { find: incidentsIn, act: (run, incident) => retryIncident(run, incident) },
  skip: { find: incidentsIn, act: (run, incident, given) => skipIncident(run, incident, given) },
  halt: { act: (run, _, given) => haltRun(run, given as Parameters<typeof haltRun>[1]) },
}

const ended = (answer: string): Applied => (answer === 'stale' ? 'nothing_there' : 'done')

interface RecordedMove {
  cancel?: Place[]
  create?: { element: string; scope?: Place; instance?: Place }[]
}

function moveIn({ state }: RunningFlow, { cancel = [], create = [] }: RecordedMove): TokenMove {
  const scopes = scopesIn(state)
  const idOf = (place: Place | undefined) => (place === undefined ? undefined : findAt(place, scopes))
  return {
    cancel: cancel.flatMap(place => findAt(place, tokensIn(state, place.element)) ?? []),
    create: create.map(({ element, ...where }) => {
      const [scope, instance] = [idOf(where.scope), idOf(where.instance)]
      return { element, ...(scope !== undefined && { scope }), ...(instance !== undefined && { instance }) }
    }),
  }
}
