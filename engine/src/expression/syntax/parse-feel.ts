import type { SyntaxNode } from '@lezer/common'
import { parser } from 'lezer-feel'
import type { ExpressionFault } from '../expression-fault.ts'
import { expressionLimits } from '../expression-limits.ts'
import type { ScopeShape } from '../feel-type.ts'
import type { FeelNode, UnaryTests } from './feel-node.ts'
import { tooDeepBracket } from './bracket-depth.ts'
import { namesToTrack } from './names.ts'
import { NodeReader } from './node-reader.ts'
import { readableInstance } from './readable-instance.ts'
import { readableTypes } from './readable-types.ts'
import { syntaxFault } from './syntax-fault.ts'
import { tooManyNames } from './too-many-names.ts'
import { trackNames } from './track-names.ts'
import { tooDeep, Unreadable } from './unreadable.ts'

export type Parsed<Result> = { result: Result; fault?: undefined } | { result?: undefined; fault: ExpressionFault }

/** Reads a FEEL expression over the names of `scope`; stops at the first fault. */
export const parseFeel = (text: string, scope: ScopeShape): Parsed<FeelNode> =>
  parse(text, { top: 'Expression', scope }, (reader, top) => reader.only(top))

/** Reads unary tests (`< 5`, `"a", "b"`, `not(null)`, `-`) over the names of `scope`; stops at the first fault. */
export const parseUnaryTests = (text: string, scope: ScopeShape): Parsed<UnaryTests> =>
  parse(text, { top: 'UnaryTests', scope }, (reader, top) => reader.unaryTests(top))

function parse<Result>(
  text: string,
  { top, scope }: { top: string; scope: ScopeShape },
  read: (reader: NodeReader, top: SyntaxNode) => Result,
): Parsed<Result> {
  const tooBig = beyondLimits(text)
  if (tooBig) return { fault: tooBig }
  const readable = readableInstance(readableTypes(text))
  const config = { top, contextTracker: trackNames(namesToTrack(scope)) }
  try {
    const tree = parser.configure({ ...config, strict: true }).parse(readable)
    return { result: read(new NodeReader(text), tree.topNode) }
  } catch (error) {
    if (error instanceof Unreadable) return { fault: error.fault }
    if (!(error instanceof SyntaxError)) throw error
    const stopped = Number(/\d+$/.exec(error.message)?.[0] ?? 0)
    return { fault: syntaxFault(parser.configure(config).parse(readable.slice(0, stopped + LOOKED_AT)), text, stopped) }
  }
}

/**
 * The strict parser stops at the first fault, the forgiving one says better where it is. What follows behind is left out:
 * to go on after many faults takes it very long.
 */
const LOOKED_AT = 200

/** The parser's time grows with the square of some things, so they are counted before it starts. */
function beyondLimits(text: string): ExpressionFault | undefined {
  if (text.length > expressionLimits.textLength) return tooLong(text)
  const deep = tooDeepBracket(text, expressionLimits.depth)
  return deep === undefined ? tooManyNames(text) : tooDeep({ from: deep, to: deep + 1 })
}

const tooLong = (text: string): ExpressionFault => ({
  code: 'expression.too_long',
  message: `The expression has ${text.length} characters; ${expressionLimits.textLength} are allowed. Split it into several computed fields.`,
  offset: expressionLimits.textLength,
  length: text.length - expressionLimits.textLength,
})
