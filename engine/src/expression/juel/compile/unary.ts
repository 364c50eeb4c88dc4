import { calculate } from '../values/arithmetic.ts'
import { toBoolean } from '../values/coerce.ts'
import { isEmpty } from '../values/is-empty.ts'
import type { NodeOf } from '../syntax/juel-node.ts'
import type { CompiledJuel } from './compiled-juel.ts'
import type { JuelCompiler } from './juel-compiler.ts'

/** `!a`, `-a` and `empty a`. */
export function unary(compiler: JuelCompiler, node: NodeOf<'unary'>): CompiledJuel {
  const { run } = compiler.operand(node.operand)
  switch (node.operator) {
    case '!':
      return { type: 'boolean', run: compiler.located(node, evaluation => !toBoolean(run(evaluation))) }
    case '-':
      return { type: 'number', run: compiler.located(node, evaluation => calculate('-', null, run(evaluation))) }
    case 'empty':
      return { type: 'boolean', run: evaluation => isEmpty(run(evaluation)) }
  }
}
