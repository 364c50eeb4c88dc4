import { Compiler } from './compile/compiler.ts'
import { Evaluation } from './compile/evaluation.ts'
import { scopeNames } from './compile/names.ts'
import type { CompiledExpression } from './compiled-expression.ts'
import type { ExpressionFault } from './expression-fault.ts'
import type { FeelFunctions } from './feel-functions.ts'
import type { ScopeShape } from './feel-type.ts'
import { parseFeel } from './syntax/parse-feel.ts'

export interface CompileFeelOptions {
  /** Pure functions of modules that the text may call. Default: none. */
  functions?: FeelFunctions
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
  const parsed = parseFeel(text)
  if (parsed.fault) return { faults: [parsed.fault] }
  const compiler = new Compiler(text, options.functions)
  const { type, run } = compiler.value(parsed.result, scopeNames(scope))
  const faults = compiler.sortedFaults()
  if (faults.length) return { faults }
  const evaluate = (values: Readonly<Record<string, unknown>>) => run(new Evaluation(values)) ?? null
  return { expression: Object.freeze({ text, type, paths: compiler.readPaths(), evaluate }), faults }
}
