import { toBoolean } from '../values/coerce.ts'
import type { NodeOf } from '../syntax/juel-node.ts'
import type { CompiledJuel } from './compiled-juel.ts'
import type { JuelCompiler } from './juel-compiler.ts'

/** `a ? b : c`: only the chosen side is evaluated. */
export function choice(compiler: JuelCompiler, node: NodeOf<'choice'>): CompiledJuel {
  const condition = compiler.operand(node.condition)
  const [then, otherwise] = [compiler.operand(node.then), compiler.operand(node.otherwise)]
  const holds = compiler.located(node.condition, evaluation => toBoolean(condition.run(evaluation)))
  return {
    type: then.type === otherwise.type ? then.type : 'any',
    run: evaluation => (holds(evaluation) ? then : otherwise).run(evaluation),
  }
}
