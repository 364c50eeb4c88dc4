import { feelToJson } from '../../../expression/index.ts'
import { compileJuel } from '../../../expression/juel/compile-juel.ts'
import { juelCondition } from '../../../expression/juel/juel-condition.ts'
import type { JuelExpression } from '../../../expression/juel/juel-expression.ts'
import type { Dialect } from '../content.ts'
import type { FlowExpression } from '../graph.ts'
import type { CompilingElement } from './compiling.ts'
import { noteReads, reportFaults } from './expression-notes.ts'

const HAS_JUEL = /[$#]\{/

/** In models of Camunda 7 and Flowable a text with `${…}` or `#{…}` is JUEL. */
export const isJuel = (dialect: Dialect | undefined, text: string): boolean =>
  (dialect === 'camunda7' || dialect === 'flowable') && HAS_JUEL.test(text)

/** JUEL in the scope of the process. Null when it has faults, which are reported at the element. */
export function compileJuelExpression(at: CompilingElement, text: string): FlowExpression | null {
  return compiled(at, text, (expression, scope) => expression.evaluate(scope))
}

/** JUEL that must be true or false: what is neither, null too, fails with a sentence that says so. */
export function compileJuelCondition(at: CompilingElement, text: string): FlowExpression | null {
  return compiled(at, text, juelCondition)
}

type Evaluate = (expression: JuelExpression, scope: Values) => unknown
type Values = Readonly<Record<string, unknown>>

function compiled(at: CompilingElement, text: string, evaluate: Evaluate): FlowExpression | null {
  const { expression, faults } = compileJuel(text, { scope: at.compiling.scope })
  reportFaults(at, text, faults)
  if (expression === undefined) return null
  const roots = new Set(expression.paths.map(([root]) => root!))
  const scopeOf = roots.has('execution') ? (scope: Values) => withExecution(scope, at.id) : (scope: Values) => scope
  const flowExpression: FlowExpression = {
    language: 'juel',
    text,
    type: expression.type,
    reads: [...roots, ...(expression.readsAnyVariable ? [ANY_VARIABLE] : [])],
    evaluate: scope => feelToJson(evaluate(expression, scopeOf(scope))),
    toVariable: scope => evaluate(expression, scopeOf(scope)),
  }
  noteReads(at, flowExpression)
  return flowExpression
}

/** Among the names that are read: a name that is calculated may be any. */
export const ANY_VARIABLE = '*'

/** What models of Camunda and Flowable call the run. */
function withExecution(scope: Values, element: string): Values {
  const { id, business_key: key, definition } = (scope.instance ?? {}) as Record<string, unknown>
  return {
    ...scope,
    execution: {
      id,
      processInstanceId: id,
      processBusinessKey: key,
      businessKey: key,
      currentActivityId: element,
      ...(definition !== undefined && { processDefinitionId: definition }),
    },
  }
}
