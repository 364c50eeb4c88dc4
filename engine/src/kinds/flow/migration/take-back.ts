import { applying, note } from '../apply-effect.ts'
import { runToRest, type RunningFlow } from '../run-to-rest.ts'
import type { Compensation, FlowState, HistoryEntry, Job, Scope, Subscription, Task, Token } from '../state.ts'
import { ofInstance } from './between.ts'

/** Rows of a run as they were before it was moved to another version, without values: those did not change. */
export interface MigrationImage {
  tokens: Pick<Token, 'id' | 'element' | 'flow'>[]
  scopes: Pick<Scope, 'id' | 'element'>[]
  tasks: Pick<Task, 'id' | 'element' | 'title'>[]
  /** Whole rows: they may have ended. */
  jobs: Job[]
  subscriptions: Subscription[]
  compensations: Pick<Compensation, 'id' | 'element' | 'handler'>[]
  /** Ids of all jobs and subscriptions that there were. */
  waits: string[]
}

export function imageOf(state: FlowState, instance: string): MigrationImage {
  const jobs = ofInstance(state.jobs, instance)
  const subscriptions = ofInstance(state.subscriptions, instance)
  return {
    tokens: ofInstance(state.tokens, instance).map(({ id, element, flow }) => ({ id, element, flow })),
    scopes: ofInstance(state.scopes, instance).map(({ id, element }) => ({ id, element })),
    tasks: state.tasks
      .where(task => task.instance === instance && task.state === 'open')
      .map(({ id, element, title }) => ({ id, element, title })),
    jobs,
    subscriptions,
    compensations: ofInstance(state.compensations, instance).map(({ id, element, handler }) => ({
      id,
      element,
      handler,
    })),
    waits: [...jobs, ...subscriptions].map(row => row.id),
  }
}

/** What the history says of a migration. */
export interface MigratedData {
  from: number
  fromSnapshot: number | null
  to: number
  image: MigrationImage
}

/**
 * Why a run can't go back to the version from which it was moved; null when it can: it stands just as the migration left it.
 * `last`: the newest entry of its history.
 */
export function whyNotBack(
  state: FlowState,
  instance: string,
  last: Pick<HistoryEntry, 'seq' | 'event' | 'data'> | null,
): string | null {
  const row = state.instances.get(instance)!
  if (last === null || last.event !== 'migrated' || last.data?.['image'] === undefined)
    return 'It has gone on since it was moved, or was never moved.'
  return row.sequence === last.seq + 1 ? null : 'It has gone on since it was moved.'
}

/** The run is again as it was before it was moved. `running` has the old graph for it. */
export async function takeBack(
  running: RunningFlow,
  instance: string,
  { from, fromSnapshot, to, image }: MigratedData,
): Promise<void> {
  const { state } = running
  const there = new Set(image.waits)
  for (const job of ofInstance(state.jobs, instance)) if (!there.has(job.id)) state.jobs.remove(job.id)
  for (const each of ofInstance(state.subscriptions, instance))
    if (!there.has(each.id)) state.subscriptions.remove(each.id)
  for (const { id, element, flow } of image.tokens) state.tokens.change(id, { element, flow })
  for (const { id, element } of image.scopes) state.scopes.change(id, { element })
  for (const { id, element, title } of image.tasks)
    state.tasks.change(id, { element, title, version: state.tasks.get(id)!.version + 1 })
  for (const { id, element, handler } of image.compensations) state.compensations.change(id, { element, handler })
  for (const job of image.jobs) putBack(state.jobs, job)
  for (const each of image.subscriptions) putBack(state.subscriptions, each)
  state.instances.change(instance, { version: from, snapshot: fromSnapshot })
  note(applying(running), { instance, element: '', event: 'migrated', data: { from: to, to: from, back: true } })
  await runToRest(running, [])
}

function putBack<Row extends { id: string }>(
  rows: { get(id: string): Row | undefined; add(row: Row): void; change(id: string, patch: Partial<Row>): void },
  row: Row,
): void {
  if (rows.get(row.id) === undefined) rows.add(row)
  else rows.change(row.id, row)
}
