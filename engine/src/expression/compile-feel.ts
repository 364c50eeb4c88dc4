import { Compiler } from './compile/compiler.ts'
import { Evaluation } from './compile/evaluation.ts'
import { scopeNames } from './compile/names.ts'
import { TraceRecorder } from './compile/trace-recorder.ts'
import type { Run } from './compile/compiled-node.ts'
import type { CompiledExpression } from './compiled-expression.ts'
import type { ExpressionFault } from './expression-fault.ts'
import type { FeelFunctions } from './feel-functions.ts'
import type { ScopeShape } from './feel-type.ts'
import { parseFeel } from './syntax/parse-feel.ts'

export interface CompileFeelOptions {
  /** Pure functions of modules that the text may call. Default: none. */
  functions?: FeelFunctions
  /** Compile so that `trace` can tell the value of every sub-expression. Default: false, which costs nothing. */
  trace?: boolean
}

/**
 * Parses, checks and compiles a FEEL expression (DMN 1.5 §10.3). Pure and browser-safe; never throws.
 * `expression` is there exactly when `faults` is empty; faults come in the order of the text.
 */
export function compileFeel(
  text: string,
  scope: ScopeShape,
  options: CompileFeelOptions = {},
): { expression?: CompiledExpression; faults: ExpressionFault[] } {
  const parsed = parseFeel(text, scope)
  if (parsed.fault) return { faults: [parsed.fault] }
  const compiler = new Compiler(text, options)
  const { type, run } = compiler.value(parsed.result, scopeNames(scope))
  const faults = compiler.sortedFaults()
  if (faults.length) return { faults }
  const evaluate: CompiledExpression['evaluate'] = (values, deadline) => run(new Evaluation(values, deadline)) ?? null
  const trace = options.trace ? { trace: traced(text, run) } : {}
  return {
    expression: Object.freeze({
      text,
      type,
      paths: compiler.readPaths(),
      uses: compiler.nameUses(),
      evaluate,
      ...trace,
    }),
    faults,
  }
}

const traced =
  (text: string, run: Run): NonNullable<CompiledExpression['trace']> =>
  (values, deadline) => {
    const recorder = new TraceRecorder(text)
    const value = run(new Evaluation(values, deadline, recorder)) ?? null
    const { roots, complete } = recorder.result()
    return { value, trace: roots, complete }
  }
