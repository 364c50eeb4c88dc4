import { UnknownVariable } from '../juel-errors.ts'
import type { NodeOf } from '../syntax/juel-node.ts'
import { variableFunction } from '../calls/variable-functions.ts'
import type { CompiledJuel } from './compiled-juel.ts'
import type { JuelCompiler } from './juel-compiler.ts'
import { variableOf } from './variable.ts'

/** `now()`, `dateTime()` and Flowable's `vars:…(…)`; any other function is a fault. */
export function functionCall(compiler: JuelCompiler, node: NodeOf<'function'>): CompiledJuel {
  if (node.prefix === null && (node.name === 'now' || node.name === 'dateTime')) return present(compiler, node)
  return variableFunction(compiler, node) ?? compiler.unsupported(node)
}

/** The time of the command, which the caller puts into the scope, as ISO 8601 text. */
function present(compiler: JuelCompiler, node: NodeOf<'function'>): CompiledJuel {
  compiler.checkCount(node, node.name, node.args.length, [0, 0])
  compiler.reads(['now'])
  const run = compiler.located(node, evaluation => {
    const now = variableOf(evaluation, 'now')
    if (now === undefined) throw new UnknownVariable('now')
    return now
  })
  return { type: 'any', run }
}
