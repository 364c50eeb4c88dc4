import { InvalidInput } from '../base/errors.ts'

/** Bounds that keep one expression from holding a node: definitions are not trusted code. */
export const expressionLimits = {
  /** UTF-16 units of the text. */
  textLength: 10_000,
  /** Nested nodes. */
  depth: 64,
  /** Names that one text may declare: entries of contexts, loop variables, parameters. */
  declaredNames: 300,
  /** UTF-16 units of one word. */
  nameLength: 200,
  /** Words of one name. */
  nameWords: 50,
  /** Units of work in one evaluation: an iteration costs the size of its body. */
  steps: 1_000_000,
  /** Elements of any list made by an expression. */
  listLength: 100_000,
  /** UTF-16 units of any text made by an expression. */
  stringLength: 1_000_000,
  /** Lists and contexts inside each other, of values made by an expression. */
  valueDepth: 64,
  /** Elements and entries of a made value, counted through all levels. */
  valueSize: 1_000_000,
  /** Calls of function values inside each other. */
  callDepth: 32,
  /** UTF-16 units of a pattern. */
  patternLength: 500,
  /** Values that one trace keeps; later ones are left out. */
  traceLength: 5_000,
} as const

/** When an evaluation has to be done, on the caller's clock. */
export interface EvaluationDeadline {
  /** The present, in ms. Asked every few thousand steps. */
  now(): number
  /** On the same clock, in ms. */
  until: number
}

export type ExpressionLimit = keyof typeof unit | 'time'

/** An evaluation needed more than `expressionLimits` or its deadline allow. */
export class ExpressionLimitExceeded extends InvalidInput {
  constructor(limit: ExpressionLimit) {
    super('expression.limit_exceeded', limit === 'time' ? TOO_SLOW : tooMuch(limit), {
      details: limit === 'time' ? { limit } : { limit, value: expressionLimits[limit] },
    })
  }
}

const unit = {
  steps: 'steps of work',
  listLength: 'elements in one list',
  stringLength: 'characters in one text',
  valueDepth: 'levels in one value',
  valueSize: 'elements in one value',
  callDepth: 'calls inside each other',
}

const REMEDY = 'Let it run over fewer elements, or compute the value in a module function.'
const TOO_SLOW = `The expression was not done in the time it was given. ${REMEDY}`
const tooMuch = (limit: keyof typeof unit) =>
  `The expression went over the limit of ${expressionLimits[limit]} ${unit[limit]}. ${REMEDY}`
