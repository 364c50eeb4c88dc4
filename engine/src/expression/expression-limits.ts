import { InvalidInput } from '../base/errors.ts'

/** Bounds that keep one expression from holding a node: definitions are not trusted code. */
export const expressionLimits = {
  /** UTF-16 units of the text. */
  textLength: 10_000,
  /** Nested nodes. */
  depth: 64,
  /** Units of work in one evaluation: an iteration costs the size of its body. */
  steps: 1_000_000,
  /** Elements of any list made by an expression. */
  listLength: 100_000,
  /** UTF-16 units of any text made by an expression. */
  stringLength: 1_000_000,
} as const

/** An evaluation needed more than `expressionLimits` allow. */
export class ExpressionLimitExceeded extends InvalidInput {
  constructor(limit: 'steps' | 'listLength' | 'stringLength') {
    super(
      'expression.limit_exceeded',
      `The expression went over the limit of ${expressionLimits[limit]} ${unit[limit]}. Let it run over fewer elements, or compute the value in a module function.`,
      { details: { limit, value: expressionLimits[limit] } },
    )
  }
}

const unit = { steps: 'steps of work', listLength: 'elements in one list', stringLength: 'characters in one text' }
