import type { Tree } from '@lezer/common'
import type { ExpressionFault } from '../expression-fault.ts'
import { excerpt } from './excerpt.ts'

/** Punctuation of a Chinese keyboard. */
export const FULL_WIDTH = /[，。、；：（）【】《》“”‘’！？＋－＝＜＞]/

/** What people write who come from other languages, and what FEEL wants instead. */
const HABITS: readonly [RegExp, string][] = [
  [/^&+/, 'Write `and`.'],
  [/^\|+/, 'Write `or`.'],
  [/^!(?!=)/, 'Write `not(…)`.'],
  [/^'/, 'Put texts in double quotes.'],
  [/^%/, 'Write `modulo(a, b)` for the remainder, or divide by 100 for a percentage.'],
  [/^\?/, 'Write `if … then … else …`.'],
  [new RegExp(`^${FULL_WIDTH.source}`), 'Use the half-width character of the English keyboard.'],
]

/** The first place where `text` is no FEEL: the first error of `tree`, else where the parser stopped. */
export function syntaxFault(tree: Tree, text: string, stopped: number): ExpressionFault {
  let fault: ExpressionFault | undefined
  tree.iterate({
    enter(node) {
      if (fault) return false
      if (node.type.isError) fault = faultAt(node.from, node.to, text)
      return !fault
    },
  })
  return fault ?? faultAt(stopped, stopped, text)
}

function faultAt(from: number, to: number, text: string): ExpressionFault {
  const start = from + (text.slice(from).length - text.slice(from).trimStart().length)
  if (start >= text.length) return fault(from, 0, stopped(text))
  const rest = text.slice(start)
  const found = to > start ? text.slice(start, to) : (/^[\p{L}\p{N}_]+|^./u.exec(rest)?.[0] ?? '')
  const hint = HABITS.find(([pattern]) => pattern.test(rest))?.[1] ?? missingElse(text, start)
  return fault(start, found.length, `${excerpt(found)} can't stand here.${hint ? ` ${hint}` : ''}`)
}

function stopped(text: string): string {
  if (!text.trim()) return 'The expression is empty.'
  const hint = missingElse(text, text.length)
  return `The expression stops too early.${hint ? ` ${hint}` : ''}`
}

const missingElse = (text: string, at: number) =>
  /\bthen\b/.test(text.slice(0, at)) && !/\belse\b/.test(text) ? 'Every `if` needs an `else`.' : undefined

function fault(offset: number, length: number, message: string): ExpressionFault {
  return { code: 'expression.syntax', message, offset, length }
}
