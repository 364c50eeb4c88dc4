import { RE2JS, RE2JSException } from 're2js'
import { ExpressionLimitExceeded, expressionLimits } from '../expression-limits.ts'
import type { Payer } from './equality.ts'

export type ReadPattern = { pattern: Pattern; fault?: undefined } | { pattern?: undefined; fault: string }

/**
 * Reads a pattern of XPath (DMN 1.5 §10.3.4.3) as far as a linear-time engine goes: no look-around, no back-references, no
 * `\i` and `\c`, no subtraction of character classes. Flags: `i`, `m`, `s`, `x`. The fault is a sentence.
 */
export function readPattern(text: string, flags: string): ReadPattern {
  if (text.length > expressionLimits.patternLength)
    return { fault: `The pattern has more than ${expressionLimits.patternLength} characters.` }
  if (!/^[imsx]*$/.test(flags)) return { fault: 'The flags of a pattern are `i`, `m`, `s` and `x`.' }
  try {
    const compiled = RE2JS.compile(flags.includes('x') ? withoutSpaces(text) : text, engineFlags(flags))
    if (compiled.programSize() > MOST_STATES) return { fault: 'The pattern repeats too much.' }
    return { pattern: new Pattern(compiled) }
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error
    return { fault: `The pattern can't be used: ${error.message.replace(/^error parsing regexp: /, '')}.` }
  }
}

/** A pattern that runs in time linear in the text. */
export class Pattern {
  readonly #compiled: RE2JS

  constructor(compiled: RE2JS) {
    this.#compiled = compiled
  }

  /** States of the machine: the time for one character of a text. */
  get size(): number {
    return this.#compiled.programSize()
  }

  isFoundIn(text: string): boolean {
    return this.#compiled.test(text)
  }

  /** The texts between the places where the pattern is found; all of the text when it is nowhere. */
  split(text: string): string[] {
    const parts: string[] = []
    let from = 0
    for (const { start, end } of this.#places(text)) {
      if (start === end && (start === 0 || start === text.length)) continue
      parts.push(text.slice(from, start))
      if (parts.length > expressionLimits.listLength) throw new ExpressionLimitExceeded('listLength')
      from = end
    }
    return [...parts, text.slice(from)]
  }

  /** `$1` stands for what the first group found, `$0` for all, `\$` and `\\` for themselves; null for any other `$` or `\`. */
  replaceAll(text: string, replacement: string, payer: Payer): string | null {
    const pieces = readReplacement(replacement, this.#compiled.groupCount())
    if (!pieces) return null
    let result = ''
    let from = 0
    for (const { start, end, group } of this.#places(text)) {
      result += text.slice(from, start)
      for (const piece of pieces) result += typeof piece === 'string' ? piece : (group(piece) ?? '')
      payer.spend(pieces.length)
      if (result.length > expressionLimits.stringLength) throw new ExpressionLimitExceeded('stringLength')
      from = end
    }
    return result + text.slice(from)
  }

  *#places(text: string): Iterable<{ start: number; end: number; group: (index: number) => string | null }> {
    const matcher = this.#compiled.matcher(text)
    while (matcher.find()) {
      yield { start: matcher.start(), end: matcher.end(), group: index => matcher.group(index) }
    }
  }
}

/** A repetition of 1,000 inside another multiplies. */
const MOST_STATES = 5_000

const engineFlags = (flags: string) =>
  (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) |
  (flags.includes('m') ? RE2JS.MULTILINE : 0) |
  (flags.includes('s') ? RE2JS.DOTALL : 0)

/** Flag `x`: white space means nothing but in a character class. */
const withoutSpaces = (text: string) =>
  text.replace(/\\.|\[(?:\\.|[^\]\\])*\]|\s+/gs, part => (/^\s/.test(part) ? '' : part))

/** Texts, and numbers of groups. As many digits belong to a number as there are groups for. */
function readReplacement(text: string, groups: number): (string | number)[] | undefined {
  const pieces: (string | number)[] = []
  for (const [part, number, escaped] of text.matchAll(/\$(\d{1,4})|\\([$\\])|[^$\\]+|./gs)) {
    if (number !== undefined) pieces.push(...groupAndDigits(number, groups))
    else if (escaped !== undefined) pieces.push(escaped)
    else if (part === '$' || part === '\\') return undefined
    else pieces.push(part)
  }
  return pieces
}

function groupAndDigits(digits: string, groups: number): (string | number)[] {
  let length = digits.length
  while (length > 1 && Number(digits.slice(0, length)) > groups) length--
  const group = Number(digits.slice(0, length))
  return [group > groups ? '' : group, digits.slice(length)]
}
