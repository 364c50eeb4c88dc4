import type { Evaluation } from '../compile/evaluation.ts'
import type { FunctionShape } from '../feel-type.ts'

/** A function as a FEEL value: what `function(a, b) …` gives, with the local values it was made among. */
export class FunctionValue {
  readonly shape: FunctionShape
  readonly #run: (args: readonly unknown[], evaluation: Evaluation) => unknown

  constructor(shape: FunctionShape, run: (args: readonly unknown[], evaluation: Evaluation) => unknown) {
    this.shape = shape
    this.#run = run
  }

  /** Null when the number of arguments or the type of one doesn't fit. Throws ExpressionLimitExceeded. */
  call(args: readonly unknown[], evaluation: Evaluation): unknown {
    return args.length === this.shape.names.length ? this.#run(args, evaluation) : null
  }

  toString(): string {
    return `function(${this.shape.names.join(', ')})`
  }
}
