import type { Effect } from '../effect.ts'
import type { EventDefinition, FlowElement, FlowGraph } from '../graph.ts'
import { applying, note } from '../apply-effect.ts'
import { runToRest, type RunningFlow } from '../run-to-rest.ts'
import type { FlowState, Job, Subscription, Token } from '../state.ts'
import { isInner } from '../kernel/running-flow.ts'
import { elementIn, mappedId, ofInstance, type Between, type MigrationPlan } from './between.ts'
import { imageOf, type MigrationImage } from './take-back.ts'

interface Target {
  version: number
  snapshot: number | null
}

/**
 * Moves a run to `between.next`, whose version and snapshot are given: tokens, scopes, tasks, timers and subscriptions keep
 * their people, values and times; what the new version does not wait for any more ends, what it adds begins now. The plan
 * must have no problems. `running` has the new graph for the run. The history keeps what is needed to take it back.
 */
export async function applyMigration(
  running: RunningFlow,
  plan: MigrationPlan,
  between: Omit<Between, 'next'> & Target,
): Promise<void> {
  const { state, ports } = running
  const id = between.instance ?? state.instance.id
  const next = id === state.instance.id ? running.graph : running.called!.get(id)!
  const full = { ...between, next, instance: id }
  const { version: from, snapshot: fromSnapshot } = state.instances.get(id)!
  const image = imageOf(state, id)
  moveRows(state, full)
  state.instances.change(id, { version: between.version, snapshot: between.snapshot })
  for (const halted of state.incidents.where(
    i => i.instance === id && i.token === null && i.job === null && i.resolvedAt === null,
  ))
    state.incidents.change(halted.id, { resolvedAt: ports.now().toISOString() })
  const moves = plan.moves.filter(move => move.from !== move.to).map(move => ({ from: move.from, to: move.to }))
  const data = { from, fromSnapshot, to: between.version, moves: unique(moves), image: changedOnly(image, state) }
  note(applying(running), { instance: id, element: '', event: 'migrated', data })
  await runToRest(running, newWaits(state, full))
}

const unique = (moves: readonly { from: string; to: string }[]) => [
  ...new Map(moves.map(move => [`${move.from} ${move.to}`, move])).values(),
]

type Full = Between & { instance: string }

function moveRows(state: FlowState, { instance, next, mapping }: Full): void {
  const to = (id: string): string => mappedId(id, mapping)
  for (const token of ofInstance(state.tokens, instance)) {
    const flow = token.flow === null ? null : to(token.flow)
    if (to(token.element) !== token.element || flow !== token.flow)
      state.tokens.change(token.id, { element: to(token.element), flow })
  }
  for (const task of state.tasks.where(t => t.instance === instance && t.state === 'open')) {
    const element = to(task.element)
    const title = next.elements[element]!.title || element
    state.tasks.change(task.id, { element, title, version: task.version + 1 })
  }
  for (const scope of ofInstance(state.scopes, instance))
    if (to(scope.element) !== scope.element) state.scopes.change(scope.id, { element: to(scope.element) })
  for (const done of ofInstance(state.compensations, instance))
    state.compensations.change(done.id, {
      element: to(done.element),
      handler: done.handler === null ? null : next.elements[to(done.element)]!.compensationHandler,
    })
  for (const job of ofInstance(state.jobs, instance)) moveJob(state, job, { next, to })
  for (const each of ofInstance(state.subscriptions, instance)) moveSubscription(state, each, { next, to })
  for (const open of state.incidents.where(i => i.instance === instance && i.resolvedAt === null))
    if (to(open.element) !== open.element) state.incidents.change(open.id, { element: to(open.element) })
}

interface Moving {
  next: FlowGraph
  to: (id: string) => string
}

/** Continuations and external work belong to their token; timers to an event that must still be one there. */
function moveJob(state: FlowState, job: Job, { next, to }: Moving): void {
  const element = to(job.element)
  const isEvent = job.kind === 'timer' || job.kind === 'deliver'
  if (!isEvent || goesOn(state, job, { element, next, type: job.kind === 'timer' ? 'timer' : null })) {
    if (element !== job.element) state.jobs.change(job.id, { element })
  } else state.jobs.remove(job.id)
}

function moveSubscription(state: FlowState, each: Subscription, { next, to }: Moving): void {
  const element = to(each.element)
  if (!goesOn(state, each, { element, next, type: each.kind })) return state.subscriptions.remove(each.id)
  if (element === each.element) return
  state.subscriptions.change(each.id, { element, ...(each.kind === 'condition' && { name: element }) })
}

/** The token, or the scope, still waits for this event in the new version. `type` null: of whatever kind. */
function goesOn(
  state: FlowState,
  row: { token: string | null; scope: string },
  { element, next, type }: { element: string; next: FlowGraph; type: EventDefinition['type'] | null },
): boolean {
  const target = elementIn(next.elements, element)
  if (target === undefined || !('event' in target) || (type !== null && target.event.type !== type)) return false
  if (row.token === null)
    return (next.scopes[state.scopes.get(row.scope)?.element ?? '']?.eventStarts ?? []).includes(element)
  const token = state.tokens.get(row.token)
  return token !== undefined && waitsAt(next.elements[token.element]!, element)
}

const waitsAt = (at: FlowElement, event: string): boolean =>
  at.id === event || at.boundary.includes(event) || (at.type === 'eventBasedGateway' && at.targets.includes(event))

/** Events that the old version did not have there; those that it had run on, or have done their work. */
function newWaits(state: FlowState, full: Full): Effect[] {
  const { instance, next } = full
  const before = formerly(full)
  const atTokens = ofInstance(state.tokens, instance)
    .filter(token => isWaiting(state, token))
    .flatMap(token => {
      const at = next.elements[token.element]!
      return awaited(at)
        .filter(
          event =>
            !hasWait(state, token.id, event) &&
            !wasThere(before(event), { at: before(at.id), now: next.elements[event]! }),
        )
        .map((event): Effect => ({ do: 'await', token: token.id, element: event }))
    })
  return [...atTokens, ...newListeners(state, full, before)]
}

/** What a token at the element waits for. */
function awaited(at: FlowElement): readonly string[] {
  if (at.type === 'eventBasedGateway') return at.targets
  return at.type === 'intermediateCatchEvent' || at.type === 'receiveTask' ? [at.id, ...at.boundary] : at.boundary
}

/** The old version waited there for the same sort of event. */
const wasThere = (
  event: FlowElement | undefined,
  { at, now }: { at: FlowElement | undefined; now: FlowElement },
): boolean => event !== undefined && at !== undefined && awaited(at).includes(event.id) && typeOf(event) === typeOf(now)

/** The element of the old version that became this one. */
function formerly({ old, mapping }: Full): (id: string) => FlowElement | undefined {
  const back = new Map(Object.values(old.elements).map(each => [mappedId(each.id, mapping), each]))
  return id => back.get(id)
}

function newListeners(
  state: FlowState,
  { instance, next }: Full,
  before: (id: string) => FlowElement | undefined,
): Effect[] {
  const open = ofInstance(state.scopes, instance).filter(({ kind }) => kind === 'subprocess' || kind === 'iteration')
  return [{ id: instance, element: '' }, ...open].flatMap(({ id, element }): Effect[] => {
    const starts = next.scopes[element]?.eventStarts ?? []
    const only = starts.filter(start => {
      const former = before(start)
      return former === undefined || typeOf(former) !== typeOf(next.elements[start])
    })
    return only.length === 0 ? [] : [{ do: 'listen', scope: id, only }]
  })
}

const typeOf = (element: FlowElement | undefined): string | undefined =>
  element !== undefined && 'event' in element ? element.event.type : undefined

const hasWait = (state: FlowState, token: string, event: string): boolean =>
  state.jobs.by('token', token).some(job => job.element === event) ||
  state.subscriptions.by('token', token).some(each => each.element === event)

/** Something is done there, or waited for: the boundary is armed. An instance of a loop has none of its own. */
const isWaiting = (state: FlowState, token: Token): boolean => token.state === 'waiting' && !isInner(state, token)

/** Of the image, what this migration changed. */
function changedOnly(image: MigrationImage, state: FlowState): MigrationImage {
  return {
    tokens: changed(image.tokens, state.tokens),
    scopes: changed(image.scopes, state.scopes),
    tasks: changed(image.tasks, state.tasks),
    jobs: changed(image.jobs, state.jobs),
    subscriptions: changed(image.subscriptions, state.subscriptions),
    compensations: changed(image.compensations, state.compensations),
    waits: image.waits,
  }
}

const changed = <Row extends { id: string }>(rows: Row[], set: { get(id: string): Partial<Row> | undefined }): Row[] =>
  rows.filter(row => {
    const now = set.get(row.id)
    return now === undefined || Object.keys(row).some(name => now[name as keyof Row] !== row[name as keyof Row])
  })
