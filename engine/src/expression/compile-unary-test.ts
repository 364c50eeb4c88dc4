import { compileTests } from './compile/membership.ts'
import { Compiler } from './compile/compiler.ts'
import { Evaluation } from './compile/evaluation.ts'
import { scopeNames } from './compile/names.ts'
import type { CompileFeelOptions } from './compile-feel.ts'
import type { ExpressionFault } from './expression-fault.ts'
import type { FeelType, ScopeShape } from './feel-type.ts'
import { parseUnaryTests } from './syntax/parse-feel.ts'
import { feelFromJson } from './values/feel-json.ts'

/** The test in a cell of a decision table, compiled once. Holds no state. */
export interface CompiledUnaryTest {
  readonly text: string
  /** Paths read from the scope, as in CompiledExpression. */
  readonly paths: readonly (readonly string[])[]
  /** Whether the JSON value `input` passes; null when that can't be told. Throws ExpressionLimitExceeded. */
  matches(input: unknown, scope: Readonly<Record<string, unknown>>): boolean | null
}

/**
 * Compiles unary tests (DMN 1.5 §10.3.2.2): `< 5`, `[1..10]`, `"a", "b"`, `not(null)`, `-` for any value, or a condition on
 * `?`. Pure and browser-safe; never throws. `test` is there exactly when `faults` is empty.
 */
export function compileUnaryTest(
  text: string,
  inputType: FeelType,
  scope: ScopeShape,
  options: CompileFeelOptions = {},
): { test?: CompiledUnaryTest; faults: ExpressionFault[] } {
  const parsed = parseUnaryTests(text)
  if (parsed.fault) return { faults: [parsed.fault] }
  const { negated, tests } = parsed.result
  if (tests === 'any') return { test: Object.freeze({ text, paths: [], matches: () => true }), faults: [] }
  const compiler = new Compiler(text, options.functions)
  const slot = compiler.slot()
  const { run } = compileTests(compiler, tests, { names: scopeNames(scope), slot, type: inputType })
  const faults = compiler.sortedFaults()
  if (faults.length) return { faults }
  const matches: CompiledUnaryTest['matches'] = (input, values) => {
    const evaluation = new Evaluation(values)
    evaluation.slots[slot] = feelFromJson(input, inputType)
    const result = run(evaluation) as boolean | null
    return negated && result !== null ? !result : result
  }
  return { test: Object.freeze({ text, paths: compiler.readPaths(), matches }), faults }
}
