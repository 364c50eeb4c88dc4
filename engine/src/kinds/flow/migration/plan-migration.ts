import type { FlowElement } from '../graph.ts'
import type { Compensation, FlowState, Token } from '../state.ts'
import {
  elementIn,
  mappedId,
  ofInstance,
  own,
  subprocessOf,
  type Between,
  type MigrationPlan,
  type MigrationProblem,
  type Move,
} from './between.ts'

/** Where the tokens of a run would stand in another version. Pure; the state is whole. */
export function planMigration(state: FlowState, between: Between): MigrationPlan {
  const instance = between.instance ?? state.instance.id
  const tokens = ofInstance(state.tokens, instance)
  const moves = tokens.map(({ id, element }): Move => ({
    token: id,
    from: element,
    to: mappedId(element, between.mapping),
  }))
  const problems = [
    ...tokens.flatMap(token => problemsOf(token, state, between)),
    ...ofInstance(state.compensations, instance).flatMap(done => lostUndo(done, between)),
  ]
  return { moves, problems: onePerPlace(problems) }
}

/** Five thousand instances of one activity have one problem. */
function onePerPlace(problems: readonly MigrationProblem[]): MigrationProblem[] {
  return [...new Map(problems.map(each => [`${each.element} ${each.code} ${each.message}`, each])).values()]
}

function problemsOf(token: Token, state: FlowState, between: Between): MigrationProblem[] {
  const { next, mapping, old } = between
  const to = mappedId(token.element, mapping)
  const problem = (code: MigrationProblem['code'], message: string) => [{ element: token.element, code, message }]
  const target = elementIn(next.elements, to)
  if (target === undefined)
    return problem(
      'flow.migration_element_gone',
      `The new version has no element "${to}". Map ${token.element} to one that it has.`,
    )
  if (!isAlike(token, target, { state, before: elementIn(old.elements, token.element) }))
    return problem(
      'flow.migration_element_differs',
      `"${to}" is of another sort than ${token.element}. Map it to one where a run waits likewise.`,
    )
  const parent = mappedId(subprocessOf(state, token), mapping)
  if (target.parent !== parent)
    return problem(
      'flow.migration_scope_differs',
      `"${to}" stands in ${place(target.parent)}, and its run in ${place(parent)}. Subprocesses must keep their nesting.`,
    )
  return isJoin(target) ? joinProblems(token, target, between) : []
}

const place = (parent: string): string => (parent === '' ? 'the process itself' : `"${parent}"`)

/** A run waits at both for the same sort of thing, as often. */
function isAlike(
  token: Token,
  target: FlowElement,
  { state, before }: { state: FlowState; before: FlowElement | undefined },
): boolean {
  const task = state.tasks.by('token', token.id).find(t => t.state === 'open')
  if (task !== undefined && (target.type !== 'userTask' || target.kind !== task.kind)) return false
  const body = state.scopes.by('token', token.id).find(scope => scope.kind === 'body')
  if (body !== undefined && target.loop === null) return false
  if (before === undefined) return true
  return before.type === target.type && sortOf(before) === sortOf(target) && loopOf(before) === loopOf(target)
}

function sortOf(element: FlowElement): string {
  switch (element.type) {
    case 'subProcess':
      return element.variant
    case 'adHocSubProcess':
      return element.ordering
    default:
      return element.forCompensation ? 'undoes' : ''
  }
}

const loopOf = ({ loop }: FlowElement): string =>
  loop === null ? '' : loop.type === 'multi' ? String(loop.sequential) : 'standard'

const isJoin = ({ type }: FlowElement): boolean => type === 'parallelGateway' || type === 'inclusiveGateway'

/** A join counts flows: what has come stays countable. */
function joinProblems(token: Token, { id }: FlowElement, { next, mapping }: Between): MigrationProblem[] {
  const flow = token.flow === null ? undefined : own(next.flows, mappedId(token.flow, mapping))
  if (flow?.to === id) return []
  const message = `No sequence flow "${token.flow}" leads into ${id}. Map it to one that does: a join counts flows.`
  return [{ element: token.element, code: 'flow.migration_element_gone', message }]
}

/** What was done could not be undone any more. */
function lostUndo({ element, handler }: Compensation, { next, mapping }: Between): MigrationProblem[] {
  const target = elementIn(next.elements, mappedId(element, mapping))
  if (target === undefined)
    return [
      {
        element,
        code: 'flow.migration_element_gone',
        message: `${element} is done and may have to be undone; the new version has no element "${mappedId(element, mapping)}". Map it to one that it has.`,
      },
    ]
  if (handler === null || target.compensationHandler !== null) return []
  return [
    {
      element,
      code: 'flow.migration_element_differs',
      message: `${element} is done and may have to be undone; "${target.id}" has nothing that undoes it.`,
    },
  ]
}
