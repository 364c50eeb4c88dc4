import type { FeelType } from '../../feel-type.ts'
import { toNumber } from '../../values/number.ts'
import type { JuelType } from '../juel-expression.ts'
import type { CompiledJuel } from './compiled-juel.ts'

/**
 * What operators take. Decimals of variables are JSON texts, and two texts are compared as texts; a variable that the scope
 * declares to be a number is therefore read as one. What is no number stays what it is.
 */
export function operand(node: CompiledJuel): CompiledJuel {
  if (node.declared !== 'number') return node
  return {
    ...node,
    run: evaluation => {
      const value = node.run(evaluation)
      return typeof value === 'string' ? (toNumber(value) ?? value) : value
    },
  }
}

/** The type of JUEL that a declared one is. */
export const juelTypeOf = (declared: FeelType | undefined): JuelType =>
  declared === 'number' || declared === 'string' || declared === 'boolean' ? declared : 'any'
