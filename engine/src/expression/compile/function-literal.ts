import type { FeelType } from '../feel-type.ts'
import { fitValue, MISFIT } from '../values/fit-value.ts'
import { FunctionValue } from '../values/function-value.ts'
import { typeOfTest } from '../values/type-test.ts'
import type { NodeOf } from '../syntax/feel-node.ts'
import type { CompiledNode } from './compiled-node.ts'
import type { Compiling } from './compiling.ts'
import { slotValue, withName, type Names } from './names.ts'

/**
 * `function(a, b) …` (DMN 1.5 §10.3.2.13.2). It keeps the local values that it sees when it is made. It has no name to call
 * itself by; a function that is handed to itself runs into `expressionLimits.callDepth`.
 *
 * `given`: what its parameters will be called with, where the caller knows; a type that the author wrote comes first.
 */
export function functionLiteral(
  compiling: Compiling,
  node: NodeOf<'function'>,
  outer: Names,
  given: readonly FeelType[] = [],
): CompiledNode {
  const seen = compiling.slotCount()
  let names = outer
  const parameters = node.parameters.map(({ name, type: written }, i) => {
    const parameter = { slot: compiling.slot(), type: written ? typeOfTest(written) : (given[i] ?? 'any') }
    names = withName(names, name, slotValue(parameter.slot, parameter.type, {}))
    return { ...parameter, written: written !== undefined }
  })
  const declared = node.parameters.map(parameter => parameter.name)
  if (new Set(declared).size < declared.length)
    return compiling.fault('expression.syntax', node, 'Two parameters of this function have one name.')
  const body = compiling.value(node.body, names)
  const shape = { names: declared, parameters: parameters.map(parameter => parameter.type), result: body.type }
  const run: CompiledNode['run'] = made => {
    const captured = made.slots.slice(0, seen)
    made.spend(seen)
    return new FunctionValue(shape, (args, evaluation) => {
      const slots = captured.slice()
      evaluation.spend(seen + body.weight)
      for (const [i, parameter] of parameters.entries()) {
        const value = parameter.written ? fitValue(args[i], { ...parameter, nullable: true }) : args[i]
        if (value === MISFIT) return null
        slots[parameter.slot] = value
      }
      return evaluation.inFrame(slots, () => body.run(evaluation))
    })
  }
  return { type: { function: shape }, run, weight: 2 }
}
