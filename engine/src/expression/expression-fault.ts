/** One fault of an expression, with its place in the text. Codes are documented in docs/errors.md. */
export interface ExpressionFault {
  /** Stable and dotted, e.g. `expression.unknown_name`. */
  code: ExpressionFaultCode
  /** A sentence: what is wrong and what to do. */
  message: string
  /** 0-based index of the first wrong character, in UTF-16 units. */
  offset: number
  length: number
  /** The known name that was most likely meant. */
  nearest?: string
}

export type ExpressionFaultCode =
  | 'expression.syntax'
  | 'expression.unsupported'
  | 'expression.too_long'
  | 'expression.too_deep'
  | 'expression.unknown_name'
  | 'expression.unknown_function'
  | 'expression.not_pure'
  | 'expression.arguments'
  | 'expression.pattern'
  | 'expression.type'
  | 'juel.call_unsupported'
