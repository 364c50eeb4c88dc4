import { ExpressionLimitExceeded, expressionLimits, type EvaluationDeadline } from '../expression-limits.ts'
import { Decimal } from '../../base/decimal.ts'
import type { TraceRecorder } from './trace-recorder.ts'

/** One evaluation: the scope it reads, the values of its local names, and what it may still spend. */
export class Evaluation {
  readonly scope: Readonly<Record<string, unknown>>
  /** Values of `for`, filter, context, parameter and input names, by the slot the compiler gave them. */
  slots: unknown[] = []
  /** There when every sub-expression is to be recorded. */
  readonly trace: TraceRecorder | undefined
  readonly #deadline: EvaluationDeadline | undefined
  #left: number = expressionLimits.steps
  #checkAt: number
  #calls = 0
  readonly #made = new Map<string, unknown>()
  /** Made values that are more than one level deep. */
  readonly #extents = new WeakMap<object, Extent>()

  constructor(scope: Readonly<Record<string, unknown>>, deadline?: EvaluationDeadline, trace?: TraceRecorder) {
    this.scope = scope
    this.trace = trace
    this.#deadline = deadline
    this.#checkAt = deadline ? this.#left : -1
  }

  /** Pays for work. Throws ExpressionLimitExceeded. */
  spend(steps: number): void {
    this.#left -= steps
    if (this.#left < 0) throw new ExpressionLimitExceeded('steps')
    if (this.#left < this.#checkAt) this.#checkTime()
  }

  /** Pays for a list that was made. Throws ExpressionLimitExceeded. */
  madeList<List extends readonly unknown[]>(list: List): List {
    if (list.length > expressionLimits.listLength) throw new ExpressionLimitExceeded('listLength')
    this.#measure(list, list)
    return list
  }

  /** Pays for a context that was made. Throws ExpressionLimitExceeded. */
  madeContext<Context extends Record<string, unknown>>(context: Context): Context {
    this.#measure(context, Object.values(context))
    return context
  }

  /** Pays for a text that was made. Throws ExpressionLimitExceeded. */
  madeText(text: string): string {
    if (text.length > expressionLimits.stringLength) throw new ExpressionLimitExceeded('stringLength')
    this.spend(text.length >> 4)
    return text
  }

  /** Pays for a search that may compare every character of the one text with every one of the other. */
  searched(text: string, match: string): void {
    this.spend((text.length * match.length) >> 9)
  }

  /** What is expensive to make and used again and again: a pattern. Throws ExpressionLimitExceeded. */
  once<Made>(key: string, make: () => Made): Made {
    if (!this.#made.has(key)) {
      this.spend(MAKING)
      this.#made.set(key, make())
    }
    return this.#made.get(key) as Made
  }

  /** Runs with local values of its own, as the body of a called function does. Throws ExpressionLimitExceeded. */
  inFrame<Result>(slots: unknown[], run: () => Result): Result {
    if (this.#calls >= expressionLimits.callDepth) throw new ExpressionLimitExceeded('callDepth')
    const outer = this.slots
    this.#calls++
    this.slots = slots
    try {
      return run()
    } finally {
      this.slots = outer
      this.#calls--
    }
  }

  /** Work that is done in one piece must be small, so that the clock is asked often. */
  #checkTime(): void {
    this.#checkAt = this.#left - STEPS_BETWEEN_CHECKS
    if (this.#deadline!.now() > this.#deadline!.until) throw new ExpressionLimitExceeded('time')
  }

  /** A value that holds another twice is small in memory and huge for whoever walks through it. */
  #measure(made: object, items: readonly unknown[]): void {
    this.spend(items.length + MAKING_LIST)
    let depth = 0
    let size = items.length
    for (const item of items) {
      if (typeof item !== 'object' || item === null || item instanceof Decimal) continue
      const extent = this.#extents.get(item) ?? { depth: 1, size: Array.isArray(item) ? item.length : 1 }
      depth = Math.max(depth, extent.depth)
      size += extent.size
    }
    if (depth >= expressionLimits.valueDepth) throw new ExpressionLimitExceeded('valueDepth')
    if (size > expressionLimits.valueSize) throw new ExpressionLimitExceeded('valueSize')
    if (depth === 0) return
    this.spend(NOTING_EXTENT)
    this.#extents.set(made, { depth: depth + 1, size })
  }
}

/** How far a made value reaches: levels, and elements of all levels. */
interface Extent {
  depth: number
  size: number
}

const STEPS_BETWEEN_CHECKS = 2_000

/** Steps of making a list or a context, and of remembering how far it reaches. */
const MAKING_LIST = 2
const NOTING_EXTENT = 6

/** Steps of making a pattern, by measure of a big one. */
const MAKING = 1_500
