import type { ExpressionFault, ExpressionFaultCode } from '../expression-fault.ts'
import { expressionLimits } from '../expression-limits.ts'
import type { Span } from './feel-node.ts'

/** Stops reading; never leaves syntax/. */
export class Unreadable extends Error {
  readonly fault: ExpressionFault
  constructor(fault: ExpressionFault) {
    super(fault.message)
    this.fault = fault
  }
}

/** What stops the reading at `span`. */
export const unreadable = (code: ExpressionFaultCode, span: Span, message: string, nearest?: string): Unreadable =>
  new Unreadable(faultAt(code, span, message, nearest))

/** The fault of a text that nests too deep, found at `span`. */
export const tooDeep = (span: Span): ExpressionFault =>
  faultAt(
    'expression.too_deep',
    span,
    `The expression nests more than ${expressionLimits.depth} levels. Split it into several.`,
  )

function faultAt(code: ExpressionFaultCode, span: Span, message: string, nearest?: string): ExpressionFault {
  const place = { offset: span.from, length: span.to - span.from }
  return nearest === undefined
    ? { code, message, ...place }
    : { code, message: `${message} Did you mean \`${nearest}\`?`, ...place, nearest }
}
