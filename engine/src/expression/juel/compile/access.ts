import { executionAccess } from '../calls/execution.ts'
import { methodStep } from '../calls/method-step.ts'
import { variablesAccess } from '../calls/variables-root.ts'
import type { FeelType } from '../../feel-type.ts'
import type { NodeOf, Step } from '../syntax/juel-node.ts'
import { keyOf } from '../syntax/key-of.ts'
import { readEntry } from '../values/read-entry.ts'
import type { CompiledJuel, RootAccess, StepRun } from './compiled-juel.ts'
import type { JuelCompiler } from './juel-compiler.ts'
import { ofType, variableValue } from './variable.ts'

/** `order.lines[0].name.length()`: entries and methods of a value, one after the other. */
export function access(compiler: JuelCompiler, node: NodeOf<'access'>): CompiledJuel {
  const { value, taken } = rootOf(compiler, node)
  const steps = node.steps.slice(taken)
  if (!steps.length) return value
  const runs = steps.map(step =>
    step.kind === 'entry' ? entryStep(compiler, step) : methodStep(compiler, step, node.from),
  )
  const result = steps.reduce<FeelType | undefined>(below, value.declared)
  const type = steps.at(-1)!.kind === 'method' ? (runs.at(-1)!.type ?? 'any') : undefined
  return { ...ofType(result), ...(type && { type }), run: walk(value, runs) }
}

/** Flat, so that a long path needs no deep stack. */
function walk({ run: start }: CompiledJuel, steps: readonly { run: StepRun }[]): CompiledJuel['run'] {
  const runs = steps.map(({ run }) => run)
  return evaluation => {
    let value = start(evaluation)
    for (const run of runs) value = run(value, evaluation)
    return value
  }
}

function rootOf(compiler: JuelCompiler, { base, steps }: NodeOf<'access'>): RootAccess {
  if (base.kind !== 'name') return { value: compiler.node(base), taken: 0 }
  const special = executionAccess(compiler, base, steps) ?? variablesAccess(compiler, base, steps)
  if (special) return special
  compiler.reads([base.name, ...staticKeys(steps)])
  return { value: variableValue(compiler, base), taken: 0 }
}

function entryStep(compiler: JuelCompiler, step: Extract<Step, { kind: 'entry' }>): { type?: never; run: StepRun } {
  const key = compiler.operand(step.key).run
  // EL does not evaluate the key when there is nothing to read from.
  const run: StepRun = (base, evaluation) => (base === null ? null : readEntry(base, key(evaluation)))
  return { run: compiler.locatedStep(step, run) }
}

/** The keys that stand in the text, up to the first that is computed. */
function staticKeys(steps: readonly Step[]): string[] {
  const keys: string[] = []
  for (const step of steps) {
    const key = step.kind === 'entry' ? keyOf(step.key) : undefined
    if (key === undefined) break
    keys.push(key)
  }
  return keys
}

function below(type: FeelType | undefined, step: Step): FeelType | undefined {
  if (typeof type !== 'object' || step.kind === 'method') return undefined
  if ('list' in type) return type.list
  const name = keyOf(step.key)
  return 'context' in type && name !== undefined && Object.hasOwn(type.context, name) ? type.context[name] : undefined
}
