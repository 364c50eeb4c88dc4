import { compileTests } from './compile/membership.ts'
import { Compiler } from './compile/compiler.ts'
import { Evaluation } from './compile/evaluation.ts'
import { scopeNames } from './compile/names.ts'
import { TraceRecorder } from './compile/trace-recorder.ts'
import type { CompileFeelOptions } from './compile-feel.ts'
import type { ExpressionFault } from './expression-fault.ts'
import type { EvaluationDeadline } from './expression-limits.ts'
import type { TracedEvaluation } from './expression-trace.ts'
import type { FeelType, ScopeShape } from './feel-type.ts'
import { parseUnaryTests } from './syntax/parse-feel.ts'
import { feelFromJson } from './values/feel-json.ts'

/** The test in a cell of a decision table, compiled once. Holds no state. */
export interface CompiledUnaryTest {
  readonly text: string
  /** Paths read from the scope, as in CompiledExpression. */
  readonly paths: readonly (readonly string[])[]
  /** Whether the JSON value `input` passes; null when that can't be told. Throws ExpressionLimitExceeded. */
  matches(input: unknown, scope: Readonly<Record<string, unknown>>, deadline?: EvaluationDeadline): boolean | null
  /** The same, with what every sub-expression gave. There when it was compiled with `trace`. */
  trace?(input: unknown, scope: Readonly<Record<string, unknown>>, deadline?: EvaluationDeadline): TracedEvaluation
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
  const parsed = parseUnaryTests(text, scope)
  if (parsed.fault) return { faults: [parsed.fault] }
  const { negated, tests } = parsed.result
  if (tests === 'any') return { test: anyValue(text, options), faults: [] }
  const compiler = new Compiler(text, options)
  const slot = compiler.slot()
  const { run } = compileTests(compiler, tests, { names: scopeNames(scope), slot, type: inputType })
  const faults = compiler.sortedFaults()
  if (faults.length) return { faults }
  const evaluate = (evaluation: Evaluation, input: unknown): boolean | null => {
    evaluation.slots[slot] = feelFromJson(input, inputType)
    const result = run(evaluation) as boolean | null
    return negated && result !== null ? !result : result
  }
  const matches: CompiledUnaryTest['matches'] = (input, values, deadline) =>
    evaluate(new Evaluation(values, deadline), input)
  const trace: CompiledUnaryTest['trace'] = (input, values, deadline) => {
    const recorder = new TraceRecorder(text)
    const value = evaluate(new Evaluation(values, deadline, recorder), input)
    const { roots, complete } = recorder.result()
    return { value, trace: roots, complete }
  }
  const paths = compiler.readPaths()
  return { test: Object.freeze({ text, paths, matches, ...(options.trace && { trace }) }), faults }
}

function anyValue(text: string, options: CompileFeelOptions): CompiledUnaryTest {
  const trace: CompiledUnaryTest['trace'] = () => ({ value: true, trace: [], complete: true })
  return Object.freeze({ text, paths: [], matches: () => true, ...(options.trace && { trace }) })
}
