import { expressionLimits } from '../expression-limits.ts'
import type { ExpressionTrace } from '../expression-trace.ts'
import type { Span } from '../syntax/feel-node.ts'
import { feelToJson } from '../values/feel-json.ts'

/** Collects what every sub-expression of one evaluation gave. */
export class TraceRecorder {
  readonly #text: string
  readonly #open: ExpressionTrace[][] = [[]]
  /** A value that passes through many sub-expressions is turned into JSON once. */
  readonly #json = new Map<object, unknown>()
  #count = 0

  constructor(text: string) {
    this.#text = text
  }

  /** Runs a sub-expression and notes its value; what runs inside becomes its parts. */
  record<Result>({ from, to }: Span, run: () => Result, shown: (result: Result) => unknown): Result {
    if (++this.#count > expressionLimits.traceLength) return run()
    const parts: ExpressionTrace[] = []
    this.#open.push(parts)
    try {
      const result = run()
      this.#open.at(-2)!.push({ from, to, text: this.#text.slice(from, to), value: this.#toJson(shown(result)), parts })
      return result
    } finally {
      this.#open.pop()
    }
  }

  /** The whole, once the evaluation is done. */
  result(): { roots: ExpressionTrace[]; complete: boolean } {
    return { roots: this.#open[0]!, complete: this.#count <= expressionLimits.traceLength }
  }

  #toJson(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return feelToJson(value)
    if (!this.#json.has(value)) this.#json.set(value, feelToJson(value))
    return this.#json.get(value)
  }
}
