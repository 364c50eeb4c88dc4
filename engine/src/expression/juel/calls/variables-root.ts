import type { CompiledJuel, RootAccess } from '../compile/compiled-juel.ts'
import type { JuelCompiler } from '../compile/juel-compiler.ts'
import { variableOf } from '../compile/variable.ts'
import type { JuelNode, NodeOf, Step } from '../syntax/juel-node.ts'
import { keyOf } from '../syntax/key-of.ts'
import { knownName, variableName } from './variable-name.ts'

/** `variables.get('a')`, `variables.containsKey('a')`: the variables as a map. Undefined when it is something else. */
export function variablesAccess(
  compiler: JuelCompiler,
  base: NodeOf<'name'>,
  steps: readonly Step[],
): RootAccess | undefined {
  const first = steps[0]!
  if (base.name !== 'variables' || first.kind !== 'method') return undefined
  const value = variableMapStep(compiler, first, base.from)
  return value && { value, taken: 1 }
}

/** A step from the map of all variables: one variable, or null when there is none. Undefined when the map hasn't it. */
export function variableMapStep(compiler: JuelCompiler, step: Step, from: number): CompiledJuel | undefined {
  if (step.kind === 'entry') return reading(compiler, step.key)
  const [name] = step.args
  if (name === undefined || step.args.length > 1) return undefined
  if (step.name === 'get') return reading(compiler, name)
  if (step.name !== 'containsKey') return undefined
  const { run } = variableName(compiler, name)
  const has: CompiledJuel['run'] = evaluation => variableOf(evaluation, run(evaluation)) !== undefined
  return { type: 'boolean', run: compiler.located({ from, to: step.to }, has) }
}

function reading(compiler: JuelCompiler, key: JuelNode): CompiledJuel {
  const known = keyOf(key)
  const { run, ...declared } = known === undefined ? variableName(compiler, key) : knownName(compiler, known)
  return { ...declared, run: evaluation => variableOf(evaluation, run(evaluation)) ?? null }
}
