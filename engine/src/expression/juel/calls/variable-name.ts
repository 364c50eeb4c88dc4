import { declaration } from '../compile/variable.ts'
import type { CompiledJuel, JuelRun } from '../compile/compiled-juel.ts'
import type { JuelCompiler } from '../compile/juel-compiler.ts'
import type { JuelNode } from '../syntax/juel-node.ts'
import { toText } from '../values/to-text.ts'

/** The name of a variable that is an argument: what it is called, and what the scope declares of the variable. */
export interface VariableName extends Pick<CompiledJuel, 'type' | 'declared'> {
  run: (evaluation: Parameters<JuelRun>[0]) => string
}

/** A name in quotes is noted as read; with a computed one any variable may be. */
export function variableName(compiler: JuelCompiler, node: JuelNode): VariableName {
  if (node.kind === 'literal' && typeof node.value === 'string') return knownName(compiler, node.value)
  compiler.readsAnyVariable = true
  const { run } = compiler.operand(node)
  return { type: 'any', run: evaluation => toText(run(evaluation), evaluation) }
}

/** A name that stands in the text. */
export function knownName(compiler: JuelCompiler, name: string): VariableName {
  compiler.reads([name])
  return { ...declaration(compiler, name), run: () => name }
}
