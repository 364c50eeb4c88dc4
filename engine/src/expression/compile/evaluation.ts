import { ExpressionLimitExceeded, expressionLimits } from '../expression-limits.ts'

/** One evaluation: the scope it reads, the values of its local names, and what it may still spend. */
export class Evaluation {
  readonly scope: Readonly<Record<string, unknown>>
  /** Values of `for`, filter, context and input names, by the slot the compiler gave them. */
  readonly slots: unknown[] = []
  #left: number = expressionLimits.steps

  constructor(scope: Readonly<Record<string, unknown>>) {
    this.scope = scope
  }

  /** Pays for work. Throws ExpressionLimitExceeded. */
  spend(steps: number): void {
    this.#left -= steps
    if (this.#left < 0) throw new ExpressionLimitExceeded('steps')
  }

  /** Pays for a list that was made. Throws ExpressionLimitExceeded. */
  madeList<List extends readonly unknown[]>(list: List): List {
    if (list.length > expressionLimits.listLength) throw new ExpressionLimitExceeded('listLength')
    this.spend(list.length)
    return list
  }

  /** Pays for a text that was made. Throws ExpressionLimitExceeded. */
  madeText(text: string): string {
    if (text.length > expressionLimits.stringLength) throw new ExpressionLimitExceeded('stringLength')
    this.spend(text.length >> 6)
    return text
  }
}
