import { toInteger } from '../values/number.ts'
import { maybe, wants, type Builtin, type Builtins } from './builtin.ts'
import type { Evaluation } from '../compile/evaluation.ts'
import { ExpressionLimitExceeded, expressionLimits } from '../expression-limits.ts'
import { Decimal } from '../../base/decimal.ts'

/** String functions (DMN 1.5 §10.3.4.3) that need no patterns. Positions count characters (code points) from 1. */
export const stringBuiltins: Builtins = {
  'string length': [
    {
      parameters: [wants('string', 'string')],
      result: 'number',
      run: ([text], evaluation) => new Decimal(characters(text, evaluation).length),
    },
  ],
  'upper case': [change(text => text.toUpperCase())],
  'lower case': [change(text => text.toLowerCase())],
  trim: [change(text => text.trim())],
  contains: [test((text, match) => text.includes(match))],
  'starts with': [test((text, match) => text.startsWith(match))],
  'ends with': [test((text, match) => text.endsWith(match))],
  'substring before': [part((text, match) => text.slice(0, Math.max(0, text.indexOf(match))))],
  'substring after': [
    part((text, match) => (text.includes(match) ? text.slice(text.indexOf(match) + match.length) : '')),
  ],
  substring: [
    {
      parameters: [wants('string', 'string'), wants('start position', 'number'), maybe('length', 'number')],
      result: 'string',
      run: ([text, start, length], evaluation) => substring(evaluation, { text, start, length }),
    },
  ],
  'string join': [
    {
      parameters: [wants('list', { list: 'string' }), maybe('delimiter', 'string')],
      result: 'string',
      run: ([list, delimiter], evaluation) => join(list, delimiter ?? '', evaluation),
    },
  ],
}

function change(compute: (text: string) => string): Builtin {
  return {
    parameters: [wants('string', 'string')],
    result: 'string',
    run: ([text], evaluation) => evaluation.madeText(compute(text)),
  }
}

function test(holds: (text: string, match: string) => boolean): Builtin {
  return {
    parameters: [wants('string', 'string'), wants('match', 'string')],
    result: 'boolean',
    run: ([text, match], evaluation) => {
      evaluation.searched(text, match)
      return holds(text, match)
    },
  }
}

function part(compute: (text: string, match: string) => string): Builtin {
  return {
    parameters: [wants('string', 'string'), wants('match', 'string')],
    result: 'string',
    run: ([text, match], evaluation) => {
      evaluation.searched(text, match)
      return compute(text, match)
    },
  }
}

/** Code points. */
function characters(text: string, evaluation: Evaluation): string[] {
  evaluation.spend(text.length >> 3)
  return [...text]
}

/** A start of -1 is the last character; 0 is no position. */
function substring(
  evaluation: Evaluation,
  { text, start, length }: { text: string; start: Decimal; length: Decimal | null },
): string | null {
  const first = toInteger(start)
  const count = length === null ? Infinity : toInteger(length)
  if (first === null || first === 0 || count === null || count < 1) return null
  const all = characters(text, evaluation)
  const from = first > 0 ? first - 1 : all.length + first
  return from < 0 || from > all.length ? null : all.slice(from, from + count).join('')
}

/** Nulls are left out; anything else that is no text makes the result null. */
function join(list: unknown[], delimiter: string, evaluation: Evaluation): string | null {
  const texts = list.filter(item => item !== null)
  if (!texts.every(item => typeof item === 'string')) return null
  const length = texts.reduce((sum, text) => sum + text.length + delimiter.length, 0)
  if (length - delimiter.length > expressionLimits.stringLength) throw new ExpressionLimitExceeded('stringLength')
  return evaluation.madeText(texts.join(delimiter))
}
