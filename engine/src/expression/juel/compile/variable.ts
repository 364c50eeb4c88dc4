import { nearest } from '../../../base/nearest.ts'
import type { Evaluation } from '../../compile/evaluation.ts'
import type { FeelType } from '../../feel-type.ts'
import { UnknownVariable } from '../juel-errors.ts'
import type { NodeOf } from '../syntax/juel-node.ts'
import { ownEntry } from '../values/own-entry.ts'
import type { CompiledJuel } from './compiled-juel.ts'
import type { JuelCompiler } from './juel-compiler.ts'
import { juelTypeOf } from './operand.ts'

/** `amount`: a variable. */
export function variable(compiler: JuelCompiler, node: NodeOf<'name'>): CompiledJuel {
  compiler.reads([node.name])
  return variableValue(compiler, node)
}

/**
 * The variable without a note that all of it is read. One that does not exist is an error, as JUEL's
 * PropertyNotFoundException is; one that is null is null.
 */
export function variableValue(compiler: JuelCompiler, node: NodeOf<'name'>): CompiledJuel {
  const { name } = node
  const run = compiler.located(node, evaluation => {
    const value = variableOf(evaluation, name)
    if (value === undefined) throw new UnknownVariable(name, nearest(name, Object.keys(evaluation.scope)))
    return value
  })
  return { run, ...declaration(compiler, name) }
}

/** The variable, or undefined when there is none. */
export const variableOf = ({ scope }: Evaluation, name: string): unknown => ownEntry(scope, name)

/** What the scope declares of a variable. */
export const declaration = ({ scope }: JuelCompiler, name: string): Pick<CompiledJuel, 'type' | 'declared'> =>
  ofType(Object.hasOwn(scope, name) ? scope[name] : undefined)

/** A declared type, and what it means for JUEL. */
export const ofType = (declared: FeelType | undefined): Pick<CompiledJuel, 'type' | 'declared'> => ({
  type: juelTypeOf(declared),
  ...(declared !== undefined && { declared }),
})
