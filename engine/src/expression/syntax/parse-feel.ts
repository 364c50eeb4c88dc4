import type { SyntaxNode } from '@lezer/common'
import { parser, trackVariables } from 'lezer-feel'
import type { ExpressionFault } from '../expression-fault.ts'
import { expressionLimits } from '../expression-limits.ts'
import type { FeelNode, UnaryTests } from './feel-node.ts'
import { tooDeepBracket } from './bracket-depth.ts'
import { NodeReader, tooDeep, Unreadable } from './node-reader.ts'
import { syntaxFault } from './syntax-fault.ts'

export type Parsed<Result> = { result: Result; fault?: undefined } | { result?: undefined; fault: ExpressionFault }

/** Reads a FEEL expression; stops at the first fault. */
export const parseFeel = (text: string): Parsed<FeelNode> =>
  parse(text, 'Expression', (reader, top) => reader.only(top))

/** Reads unary tests (`< 5`, `"a", "b"`, `not(null)`, `-`); stops at the first fault. */
export const parseUnaryTests = (text: string): Parsed<UnaryTests> =>
  parse(text, 'UnaryTests', (reader, top) => reader.unaryTests(top))

function parse<Result>(
  text: string,
  top: string,
  read: (reader: NodeReader, top: SyntaxNode) => Result,
): Parsed<Result> {
  if (text.length > expressionLimits.textLength) return { fault: tooLong(text) }
  const deep = tooDeepBracket(text, expressionLimits.depth)
  if (deep !== undefined) return { fault: tooDeep({ from: deep, to: deep + 1 }) }
  // Without known names: Jingwei's names never hold spaces or operators, and so the text alone decides how it is read.
  const tree = parser.configure({ top, contextTracker: trackVariables({}) }).parse(text)
  const fault = syntaxFault(tree, text)
  if (fault) return { fault }
  try {
    return { result: read(new NodeReader(text), tree.topNode) }
  } catch (error) {
    if (error instanceof Unreadable) return { fault: error.fault }
    throw error
  }
}

const tooLong = (text: string): ExpressionFault => ({
  code: 'expression.too_long',
  message: `The expression has ${text.length} characters; ${expressionLimits.textLength} are allowed. Split it into several computed fields.`,
  offset: expressionLimits.textLength,
  length: text.length - expressionLimits.textLength,
})
