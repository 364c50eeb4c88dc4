import { ownScope } from '../kernel/running-flow.ts'
import type { FlowState, Incident, Job, Subscription, Task, Token } from '../state.ts'
import type { Place } from './taken-input.ts'

/** Something of a run that can be found again in another run of the same flow. */
export interface Thing {
  id: string
  element: string
  /** Scopes around it, from the outside in. */
  path: string
}

export function placeOf(id: string, things: readonly Thing[]): Place {
  const thing = things.find(each => each.id === id)
  if (thing === undefined) return { element: '' }
  const nth = same(thing, things).findIndex(each => each.id === id)
  return { element: thing.element, ...(thing.path !== '' && { in: thing.path }), ...(nth > 0 && { nth }) }
}

/** What is there; where the scopes around it are others, the one of that element alone. */
export function findAt({ element, in: path = '', nth = 0 }: Place, things: readonly Thing[]): string | undefined {
  const there = same({ element, path }, things)
  if (there.length > 0) return (there[nth] ?? there.at(-1)!).id
  const elsewhere = things.filter(each => each.element === element)
  return elsewhere.length === 1 ? elsewhere[0]!.id : undefined
}

const same = ({ element, path }: Pick<Thing, 'element' | 'path'>, things: readonly Thing[]): Thing[] =>
  things.filter(each => each.element === element && each.path === path)

type Of<Row> = (state: FlowState, element?: string) => (Row & Thing)[]

/** Each of these lists is limited to one element when it is named: a run may hold thousands of tokens. */
const at = <Row extends { element: string }>(rows: readonly Row[], element: string | undefined): readonly Row[] =>
  element === undefined ? rows : rows.filter(row => row.element === element)

export const tokensIn: Of<Token> = (state, element) =>
  at(element === undefined ? state.tokens.all() : state.tokens.by('element', element), element).map(token => ({
    ...token,
    path: pathOfToken(state, token),
  }))

export const openTasksIn: Of<Task> = (state, element) =>
  at(
    state.tasks.where(task => task.state === 'open'),
    element,
  ).map(task => ({
    ...task,
    path: pathOfTokenId(state, task.token),
  }))

export const jobsIn: Of<Job> = (state, element) => at(state.jobs.all(), element).map(job => withPath(state, job))

export const subscriptionsIn: Of<Subscription> = (state, element) =>
  at(state.subscriptions.all(), element).map(each => withPath(state, each))

export const incidentsIn: Of<Incident> = (state, element) =>
  at(
    state.incidents.where(i => i.resolvedAt === null),
    element,
  ).map(incident => ({
    ...incident,
    path: incident.token === null ? pathOfScope(state, incident.instance) : pathOfTokenId(state, incident.token),
  }))

/** Scopes with variables, and the runs themselves, which have no element. */
export const scopesIn = (state: FlowState): Thing[] => [
  ...state.instances.all().map(({ id }) => ({ id, element: '', path: pathOfScope(state, id) })),
  ...state.scopes.all().map(({ id, element }) => ({ id, element, path: pathOfScope(state, id) })),
]

const withPath = <Row extends { token: string | null; scope: string }>(
  state: FlowState,
  row: Row,
): Row & { path: string } => ({
  ...row,
  path: row.token === null ? pathOfScope(state, row.scope) : pathOfTokenId(state, row.token),
})

function pathOfTokenId(state: FlowState, id: string): string {
  const token = state.tokens.get(id)
  return token === undefined ? '' : pathOfToken(state, token)
}

/** One instance of a loop stands in its iteration. */
function pathOfToken(state: FlowState, token: Token): string {
  const own = ownScope(state, token)
  return pathOfScope(state, own?.kind === 'iteration' ? own.id : token.scope)
}

/** `sub/items#2/call>`: subprocesses by id, iterations with their number, called runs behind their call activity. */
function pathOfScope(state: FlowState, id: string): string {
  const scope = state.scopes.get(id)
  if (scope === undefined) {
    const caller = state.tokens.get(state.instances.get(id)?.parentToken ?? '')
    return caller === undefined ? '' : join(pathOfToken(state, caller), `${caller.element}>`)
  }
  const around = pathOfScope(state, scope.parent)
  if (scope.kind === 'iteration') return join(around, `${scope.element}#${String(scope.variables['loopCounter'])}`)
  return scope.kind === 'subprocess' ? join(around, scope.element) : around
}

const join = (around: string, part: string): string => (around === '' ? part : `${around}/${part}`)
