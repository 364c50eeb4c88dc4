import { InvalidInput } from '../../base/errors.ts'
import { excerpt } from '../syntax/excerpt.ts'

/** A place of the text: 0-based, end exclusive, UTF-16 units. */
export interface Place {
  from: number
  to: number
}

/** An expression could not be evaluated. `details` tells the piece of the text and where it begins. */
export abstract class JuelError extends InvalidInput {
  constructor(code: string, message: string, details: Record<string, unknown> = {}) {
    super(code, message, { details })
  }

  /** The innermost piece of the text that failed; only the first call counts. */
  at(text: string, { from, to }: Place): this {
    if (!('offset' in this.details)) Object.assign(this.details, { text: excerpt(text.slice(from, to)), offset: from })
    return this
  }
}

/** A variable that does not exist is no null: a typing error must not send a flow down its default way. */
export class UnknownVariable extends JuelError {
  constructor(name: string, nearest?: string) {
    const hint = nearest === undefined ? '' : ` Did you mean ${excerpt(nearest)}?`
    const remedy = "Set it before, or ask with `execution.hasVariable('…')`."
    super('juel.unknown_variable', `There is no variable ${excerpt(name)}.${hint} ${remedy}`, { name })
  }
}

/** The value has no such entry, and is of a kind that can't have it. */
export class UnknownProperty extends JuelError {
  constructor(key: string, kind: string) {
    super('juel.unknown_property', `A ${kind} has no ${excerpt(key)}. Read an entry of an object or a list.`, { key })
  }
}

/** A method was called on null, or on a value of a kind that hasn't it. */
export class NoSuchMethod extends JuelError {
  constructor(name: string, kind: string) {
    const message =
      kind === 'null'
        ? `\`${name}()\` was called on null. Test for null before, as in \`x != null && x.${name}()\`.`
        : `A ${kind} has no \`${name}()\`. Call it on a value that has it.`
    super('juel.no_such_method', message, { method: name })
  }
}

/** EL has no conversion from this value to what the operator needs. */
export class NotConvertible extends JuelError {
  constructor(shown: string, target: string) {
    super('juel.not_convertible', `${shown} can't be read as a ${target}. Give the variable a ${target}.`)
  }
}

/** EL knows no order of these two values. */
export class NotComparable extends JuelError {
  constructor(left: string, right: string) {
    super('juel.not_comparable', `A ${left} and a ${right} have no order. Compare numbers, texts or booleans.`)
  }
}

/** A quotient or remainder by zero: EL would give infinity, which no variable can hold. */
export class DivisionByZero extends JuelError {
  constructor() {
    super('juel.division_by_zero', 'The divisor is zero. Test it before, as in `b == 0 ? 0 : a / b`.')
  }
}

/** A position outside of the list or text, or a number beyond decimal128. */
export class OutOfRange extends JuelError {
  constructor(what: string) {
    super('juel.out_of_range', `${what} lies outside of what there is. Test the size before.`)
  }
}

/** A condition gave something else than true or false. */
export class NotBoolean extends JuelError {
  constructor(text: string, kind: string) {
    const hint = kind === 'text' ? " Compare it, as in `x == 'true'`." : ' Test it, as in `x != null && x`.'
    super('juel.not_boolean', `The condition ${excerpt(text)} gave ${kind}, not true or false.${hint}`)
  }
}
