import type { ExpressionFault } from '../../expression-fault.ts'
import { excerpt } from '../../syntax/excerpt.ts'
import { FULL_WIDTH } from '../../syntax/syntax-fault.ts'
import type { Place } from '../juel-errors.ts'

/** Carries the first fault of a text out of the parser; `parseJuel` catches it. */
export class JuelSyntaxFault extends Error {
  readonly fault: ExpressionFault
  constructor(place: Place, message: string, code: ExpressionFault['code'] = 'expression.syntax') {
    super(message)
    this.fault = { code, message, offset: place.from, length: place.to - place.from }
  }
}

/** What people write who come from other languages, and what JUEL wants instead. */
const HABITS: readonly [RegExp, string][] = [
  [/^=/, 'Write `==` to compare; JUEL has no assignment here.'],
  [/^&/, 'Write `&&` or `and`.'],
  [/^\|/, 'Write `||` or `or`.'],
  [/^[{$#]/, 'An expression has one pair of braces: don’t put `${…}` into another.'],
  [/^;/, 'Only one expression can stand between the braces.'],
  [/^instanceof/, 'It is a reserved word without a meaning.'],
  [new RegExp(`^${FULL_WIDTH.source}`), 'Use the half-width character of the English keyboard.'],
]

/** `found` can't stand where it stands. */
export function unexpected(place: Place, found: string, hint = habit(found)): JuelSyntaxFault {
  const message = found === '' ? 'The expression stops too early.' : `${excerpt(found)} can't stand here.`
  return new JuelSyntaxFault(place, hint ? `${message} ${hint}` : message)
}

const habit = (found: string) => HABITS.find(([pattern]) => pattern.test(found))?.[1]
