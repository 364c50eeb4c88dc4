import { Evaluation } from '../compile/evaluation.ts'
import type { ExpressionFault } from '../expression-fault.ts'
import type { ScopeShape } from '../feel-type.ts'
import type { CompiledJuel, JuelRun } from './compile/compiled-juel.ts'
import { JuelCompiler } from './compile/juel-compiler.ts'
import type { JuelExpression } from './juel-expression.ts'
import { parseJuel, type JuelParts } from './syntax/parse-juel.ts'
import { jsonResult } from './values/json-result.ts'
import { toText } from './values/to-text.ts'

export interface CompileJuelOptions {
  /**
   * What is known of variables. One that is declared a number is compared as a number also when its JSON is decimal text;
   * without a declaration two texts are compared as texts, as EL has it. Names that are not here may exist all the same.
   */
  scope?: ScopeShape
}

/**
 * Parses, checks and compiles a text with JUEL in it (EL 2.2 as JUEL 2.2 has it). `${…}` or `#{…}` alone gives the value
 * itself, with text around or several of them the text. Pure and browser-safe; never throws.
 * `expression` is there exactly when `faults` is empty; faults come in the order of the text.
 */
export function compileJuel(
  text: string,
  options: CompileJuelOptions = {},
): { expression?: JuelExpression; faults: ExpressionFault[] } {
  const parsed = parseJuel(text)
  if (parsed.fault) return { faults: [parsed.fault] }
  const compiler = new JuelCompiler(text, options)
  const { type, run } = compiledParts(compiler, parsed.parts)
  const faults = compiler.faults.toSorted((a, b) => a.offset - b.offset)
  if (faults.length) return { faults }
  const { readsAnyVariable } = compiler
  const evaluate: JuelExpression['evaluate'] = (scope, deadline) => jsonResult(run(new Evaluation(scope, deadline)))
  return {
    expression: Object.freeze({ text, type, paths: compiler.readPaths(), readsAnyVariable, evaluate }),
    faults,
  }
}

function compiledParts(compiler: JuelCompiler, parts: JuelParts): Pick<CompiledJuel, 'type' | 'run'> {
  const [only, ...others] = parts
  if (only === undefined || (typeof only === 'string' && !others.length))
    return { type: 'string', run: () => only ?? '' }
  if (typeof only !== 'string' && !others.length) return compiler.node(only)
  const runs = parts.map((part): JuelRun => (typeof part === 'string' ? () => part : compiler.node(part).run))
  return { type: 'string', run: evaluation => joined(runs, evaluation) }
}

function joined(runs: readonly JuelRun[], evaluation: Evaluation): string {
  let text = ''
  for (const run of runs) text = evaluation.madeText(text + toText(run(evaluation), evaluation))
  return text
}
