import { expressionLimits } from '../../expression-limits.ts'
import type { ExpressionFault } from '../../expression-fault.ts'
import type { JuelNode } from './juel-node.ts'
import { JuelParser } from './juel-parser.ts'
import { JuelSyntaxFault } from './juel-syntax-fault.ts'
import { opensExpression, readText } from './read-text.ts'
import { scanJuel } from './scan-juel.ts'

/** Texts and expressions in the order they stand. One expression alone gives its value; all else gives text. */
export type JuelParts = readonly (string | JuelNode)[]

/** Parses a text with any number of `${…}` or `#{…}`; never throws. */
export function parseJuel(
  text: string,
): { parts: JuelParts; fault?: never } | { fault: ExpressionFault; parts?: never } {
  if (text.length > expressionLimits.textLength) return { fault: tooLong(text) }
  try {
    return { parts: partsOf(text) }
  } catch (error) {
    if (error instanceof JuelSyntaxFault) return { fault: error.fault }
    throw error
  }
}

function partsOf(text: string): JuelParts {
  const parts: (string | JuelNode)[] = []
  let mark: string | undefined
  let at = 0
  while (at < text.length) {
    if (!opensExpression(text, at)) {
      const piece = readText(text, at)
      parts.push(piece.text)
      at = piece.to
      continue
    }
    mark ??= text[at]!
    if (text[at] !== mark) throw mixed(mark, at)
    const tokens = scanJuel(text, at + 2)
    parts.push(new JuelParser(tokens).whole())
    at = tokens.at(-1)!.to
  }
  return parts
}

const mixed = (mark: string, from: number) =>
  new JuelSyntaxFault({ from, to: from + 2 }, `A text has either \`\${…}\` or \`#{…}\`. Write \`${mark}{\` here too.`)

function tooLong(text: string): ExpressionFault {
  const limit = expressionLimits.textLength
  const message = `The text has ${text.length} characters; the limit is ${limit}. Split it into several.`
  return { code: 'expression.too_long', message, offset: limit, length: text.length - limit }
}
