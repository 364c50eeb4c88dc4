import { nearest } from '../../../base/nearest.ts'
import type { CompiledJuel, RootAccess } from '../compile/compiled-juel.ts'
import type { JuelCompiler } from '../compile/juel-compiler.ts'
import { variableOf, variableValue } from '../compile/variable.ts'
import type { NodeOf, Step } from '../syntax/juel-node.ts'
import { keyOf } from '../syntax/key-of.ts'
import { readEntry } from '../values/read-entry.ts'
import { variableName } from './variable-name.ts'
import { variableMapStep } from './variables-root.ts'

/** What models read of the execution, as Camunda and Flowable call it. */
export const executionProperties: readonly string[] = [
  'activityInstanceId',
  'businessKey',
  'currentActivityId',
  'currentActivityName',
  'eventName',
  'id',
  'parentId',
  'processBusinessKey',
  'processDefinitionId',
  'processInstanceId',
  'rootProcessInstanceId',
  'tenantId',
]

/**
 * `execution.id`, `execution.getVariable('a')` and their like. `task.getVariable` and `task.hasVariable` too; else `task`
 * is a variable like others. Undefined when the base is something else.
 */
export function executionAccess(
  compiler: JuelCompiler,
  base: NodeOf<'name'>,
  steps: readonly Step[],
): RootAccess | undefined {
  const first = steps[0]!
  const place = { from: base.from, to: first.to }
  const isVariableCall = first.kind === 'method' && first.name !== null && Object.hasOwn(variableCalls, first.name)
  if (isVariableCall && (base.name === 'execution' || base.name === 'task')) {
    compiler.checkCount(place, `${base.name}.${first.name}`, first.args.length, [1, 1])
    return { value: variableCalls[first.name as keyof typeof variableCalls](compiler, first), taken: 1 }
  }
  if (base.name !== 'execution') return undefined
  if (first.kind === 'entry' && keyOf(first.key) === 'variables') {
    const second = steps[1] && variableMapStep(compiler, steps[1], base.from)
    return {
      value: second ?? compiler.unsupported({ ...place, to: steps.at(-1)!.to }),
      taken: second ? 2 : steps.length,
    }
  }
  return { value: property(compiler, base, first), taken: 1 }
}

function property(compiler: JuelCompiler, base: NodeOf<'name'>, step: Step): CompiledJuel {
  const name = step.kind === 'entry' ? keyOf(step.key) : getterOf(step)
  if (name === undefined) return compiler.unsupported({ from: base.from, to: step.to })
  if (!executionProperties.includes(name)) {
    const close = nearest(name, executionProperties)
    return compiler.fault('expression.unknown_name', step, `An execution has no \`${name}\` here.`, close)
  }
  compiler.reads(['execution', name])
  const { run } = variableValue(compiler, base)
  return { type: 'any', run: evaluation => readEntry(run(evaluation), name) }
}

/** `getProcessInstanceId()` reads `processInstanceId`. */
function getterOf(step: Extract<Step, { kind: 'method' }>): string | undefined {
  const getter = step.args.length === 0 ? /^get([A-Z])(\w*)$/.exec(step.name ?? '') : null
  const name = getter && getter[1]!.toLowerCase() + getter[2]!
  return name !== null && executionProperties.includes(name) ? name : undefined
}

const variableCalls = {
  getVariable: (compiler: JuelCompiler, step: Extract<Step, { kind: 'method' }>): CompiledJuel => {
    if (step.args[0] === undefined) return NOTHING
    const { run: name, ...declared } = variableName(compiler, step.args[0])
    return { ...declared, run: evaluation => variableOf(evaluation, name(evaluation)) ?? null }
  },
  hasVariable: (compiler: JuelCompiler, step: Extract<Step, { kind: 'method' }>): CompiledJuel => {
    if (step.args[0] === undefined) return NOTHING
    const name = variableName(compiler, step.args[0]).run
    return { type: 'boolean', run: evaluation => variableOf(evaluation, name(evaluation)) !== undefined }
  },
}

/** Of a call that has its fault already. */
const NOTHING: CompiledJuel = { type: 'any', run: () => null }
