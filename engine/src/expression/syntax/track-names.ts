import { parser, trackVariables } from 'lezer-feel'
import type { Tracked } from './names.ts'

type Tracker = ReturnType<typeof trackVariables>

/**
 * The context tracker of the grammar over `names`. It takes the last but one expression below a filter for what is filtered;
 * that is the first, whatever the condition holds: `rows[a-b > 5].a-b` is read by the names of `rows`.
 */
export function trackNames(names: Tracked): Tracker {
  const tracker = trackVariables(names) as Tracker & { reduce: Reduce }
  const { reduce } = tracker
  tracker.reduce = (variables, term, stack, input) =>
    reduce.call(tracker, term === FILTER ? ofFilter(variables) : variables, term, stack, input)
  return tracker
}

/** What the library tracks, as far as it is looked at here. */
interface Variables {
  children: readonly unknown[]
  assign(changes: { children: readonly unknown[] }): Variables
}

type Reduce = (variables: Variables, term: number, stack: unknown, input: unknown) => unknown

const FILTER = parser.nodeSet.types.find(type => type.name === 'FilterExpression')!.id

const ofFilter = (variables: Variables): Variables =>
  variables.children.length > 2
    ? variables.assign({ children: [variables.children[0], variables.children.at(-1)] })
    : variables
