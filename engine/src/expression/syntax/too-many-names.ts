import type { ExpressionFault } from '../expression-fault.ts'
import { expressionLimits } from '../expression-limits.ts'
import { blanked } from './blanked.ts'
import { FEEL_WORDS } from './names.ts'

/**
 * A text that declares too many names or holds too long a word, or undefined. The parser copies all known names and all
 * their beginnings whenever one more is declared.
 */
export function tooManyNames(text: string): ExpressionFault | undefined {
  const bare = blanked(text)
  const long = LONG_WORD.exec(bare)
  if (long) return tooBig(long, `A word has more than ${expressionLimits.nameLength} characters. Shorten it.`)
  const endless = longName(bare)
  if (endless)
    return tooBig(endless, `A name has more than ${expressionLimits.nameWords} words. Is an operator missing?`)
  let declared = 0
  for (const match of bare.matchAll(DECLARATION)) {
    declared += match[1] === undefined ? 1 : match[1].split(',').length
    if (declared > expressionLimits.declaredNames) {
      const message = `The expression declares more than ${expressionLimits.declaredNames} names. Split it into several.`
      return tooBig(match, message)
    }
  }
  return undefined
}

/** The word at which a name has too many. */
function longName(bare: string): RegExpExecArray | undefined {
  let words = 0
  for (const match of bare.matchAll(/[\p{L}_][\p{L}\p{N}_]*|\S/gu)) {
    words = /^[\p{L}_]/u.test(match[0]) && !FEEL_WORDS.has(match[0]) ? words + 1 : 0
    if (words > expressionLimits.nameWords) return match
  }
  return undefined
}

const LONG_WORD = new RegExp(`[\\p{L}\\p{N}_]{${expressionLimits.nameLength + 1},}`, 'u')

/** Keys and typed parameters, loop variables, parameters. */
const DECLARATION = /:|\bin\b|\bfunction\s*\(([^()]*)/g

const tooBig = (match: RegExpExecArray, message: string): ExpressionFault => ({
  code: 'expression.too_long',
  message,
  offset: match.index,
  length: match[0].length,
})
