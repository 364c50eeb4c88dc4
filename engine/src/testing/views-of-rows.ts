import type { HistoryEntry, Instance, Job, Scope, StateRows, Token } from '../kinds/flow/state.ts'
import { FlowTestWrong } from './flow-test-wrong.ts'
import type {
  HistoryView,
  IncidentView,
  JobView,
  OutcomeView,
  RunView,
  ScopeView,
  SubscriptionView,
  TaskView,
  TokenView,
} from './flow-views.ts'

export function tasks({ tasks: all = [], participants = [] }: StateRows): TaskView[] {
  const open = all.filter(task => task.state === 'open')
  return open.map(({ id, instance, element, title, kind, priority, dueAt, followUpAt, openedAt }) => {
    const asked = participants.filter(each => each.task === id && each.state === 'active')
    const people = asked.sort((a, b) => a.position - b.position).map(each => each.person)
    return { id, run: instance, element, title, kind, people, priority, dueAt, followUpAt, openedAt }
  })
}

export function subscriptions({ subscriptions: all = [], jobs: waiting = [] }: StateRows): SubscriptionView[] {
  const timers = waiting.filter(job => job.kind === 'timer' && job.state !== 'failed')
  return [
    ...all.map(({ id, instance, element, kind, name, key }) => ({
      id,
      run: instance,
      element,
      kind,
      key,
      dueAt: null,
      name: kind === 'condition' ? null : name,
    })),
    ...timers.map(({ id, instance, element, dueAt }) => ({
      id,
      run: instance,
      element,
      dueAt,
      kind: 'timer' as const,
      name: null,
      key: null,
    })),
  ]
}

export const jobs = ({ jobs: all = [] }: StateRows): JobView[] => all.map(jobView)

export const jobView = ({ id, instance, kind, element, dueAt, state, topic, retriesLeft, data }: Job): JobView => ({
  id,
  run: instance,
  kind,
  element,
  dueAt,
  state,
  topic,
  retriesLeft,
  variables: data?.variables ?? {},
  headers: data?.headers ?? {},
})

export const tokens = ({ tokens: all = [] }: StateRows): TokenView[] => all.map(tokenView)

/** Without those inside of a loop's body: they go with its token. */
export function outermost({ tokens: all = [], scopes: open = [] }: StateRows): TokenView[] {
  const bodies = new Set(open.filter(scope => scope.kind === 'body').map(scope => scope.id))
  return all.filter(token => !bodies.has(token.scope)).map(tokenView)
}

const tokenView = ({ id, instance, element, scope, state }: Token): TokenView => ({
  id,
  run: instance,
  element,
  scope,
  state,
})

export const scopes = ({ scopes: all = [] }: StateRows): ScopeView[] =>
  all.map(({ id, instance, parent, element, kind, variables: own }: Scope) => ({
    id,
    run: instance,
    parent,
    element,
    kind,
    variables: own,
  }))

export const incidents = ({ incidents: all = [] }: StateRows): IncidentView[] =>
  all
    .filter(each => each.resolvedAt === null)
    .map(({ id, instance, element, code, message }) => ({ id, run: instance, element, code, message }))

export const history = (all: readonly HistoryEntry[]): HistoryView[] =>
  all.map(({ instance, element, event, at, data }) => ({ run: instance, element, event, at, data }))

export const runs = ({ instances }: StateRows): RunView[] =>
  instances
    .filter(({ endedAt, parent }) => endedAt === null || parent === null)
    .map(({ id, process, definition, businessKey }) => ({ id, process: process || definition, businessKey }))

export function outcome(run: string, { instances }: StateRows): OutcomeView {
  const { state, outcome: end, suspended, variables: own, startedAt, endedAt } = rootOf(run, instances)
  return { state, end, suspended, variables: own, startedAt, endedAt }
}

const rootOf = (run: string, instances: readonly Instance[]): Instance => instances.find(each => each.id === run)!

export function variables(
  scope: string,
  { instances, scopes: open = [] }: StateRows,
): Readonly<Record<string, unknown>> {
  const found = instances.find(each => each.id === scope) ?? open.find(each => each.id === scope)
  if (found === undefined) throw new FlowTestWrong(`The run has no scope "${scope}".`)
  return found.variables
}
