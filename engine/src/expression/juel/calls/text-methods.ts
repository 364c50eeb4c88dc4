import { Decimal } from '../../../base/decimal.ts'
import type { Evaluation } from '../../compile/evaluation.ts'
import { OutOfRange } from '../juel-errors.ts'
import { toDecimal } from '../values/coerce.ts'
import { sameValue } from '../values/same-value.ts'
import { toText } from '../values/to-text.ts'
import type { Method, Methods } from './method.ts'
import { momentMethods } from './moment-methods.ts'

/** Of java.lang.String. Positions count UTF-16 units from 0; arguments are read as texts. */
export const textMethods: Methods<string> = {
  ...momentMethods,
  charAt: {
    count: [1, 1],
    type: 'string',
    run: (text, [index], evaluation) => slice(text, [index, toDecimal(index).plus(1)], evaluation),
  },
  concat: {
    count: [1, 1],
    type: 'string',
    run: (text, [other], evaluation) => evaluation.madeText(text + toText(other, evaluation)),
  },
  contains: withText('boolean', (text, part) => text.includes(part)),
  endsWith: withText('boolean', (text, part) => text.endsWith(part)),
  equals: { count: [1, 1], type: 'boolean', run: (text, [other], evaluation) => sameValue(text, other, evaluation) },
  equalsIgnoreCase: {
    count: [1, 1],
    type: 'boolean',
    run: (text, [other]) => typeof other === 'string' && text.toLowerCase() === other.toLowerCase(),
  },
  indexOf: withText('number', (text, part) => new Decimal(text.indexOf(part))),
  isEmpty: { count: [0, 0], type: 'boolean', run: text => text === '' },
  length: { count: [0, 0], type: 'number', run: text => new Decimal(text.length) },
  startsWith: withText('boolean', (text, part) => text.startsWith(part)),
  substring: { count: [1, 2], type: 'string', run: slice },
  toLowerCase: changed(text => text.toLowerCase()),
  toString: changed(text => text),
  toUpperCase: changed(text => text.toUpperCase()),
  trim: changed(text => text.trim()),
}

function withText(type: Method['type'], find: (text: string, part: string) => unknown): Method<string> {
  return {
    count: [1, 1],
    type,
    run: (text, [argument], evaluation) => {
      const part = toText(argument, evaluation)
      evaluation.searched(text, part)
      return find(text, part)
    },
  }
}

function changed(change: (text: string) => string): Method<string> {
  return { count: [0, 0], type: 'string', run: (text, _, evaluation) => evaluation.madeText(change(text)) }
}

function slice(text: string, [start, end]: readonly unknown[], evaluation: Evaluation): string {
  const from = toDecimal(start).trunc().toNumber()
  const to = end === undefined ? text.length : toDecimal(end).trunc().toNumber()
  if (from < 0 || to > text.length || from > to) throw new OutOfRange(`The part from ${from} to ${to} of the text`)
  return evaluation.madeText(text.slice(from, to))
}
