import type { Evaluation } from '../compile/evaluation.ts'
import { readPattern, type Pattern } from '../values/pattern.ts'
import { maybe, wants, type Builtin, type Builtins } from './builtin.ts'

/** Functions with patterns (DMN 1.5 §10.3.4.3), on a linear-time engine. See values/pattern.ts for what patterns may hold. */
export const patternBuiltins: Builtins = {
  matches: [
    {
      parameters: [wants('input', 'string'), wants('pattern', 'string'), maybe('flags', 'string')],
      result: 'boolean',
      run: ([input, pattern, flags], evaluation) =>
        using(evaluation, { input, pattern, flags }, found => found.isFoundIn(input)),
      check: ([, pattern, flags]) => wrongPattern(pattern, flags),
    },
  ],
  replace: [
    {
      parameters: [
        wants('input', 'string'),
        wants('pattern', 'string'),
        wants('replacement', 'string'),
        maybe('flags', 'string'),
      ],
      result: 'string',
      run: ([input, pattern, replacement, flags], evaluation) =>
        using(evaluation, { input, pattern, flags }, found => {
          const replaced = found.replaceAll(input, replacement, evaluation)
          return replaced === null ? null : evaluation.madeText(replaced)
        }),
      check: ([, pattern, , flags]) => wrongPattern(pattern, flags),
    },
  ],
  split: [
    {
      parameters: [wants('string', 'string'), wants('delimiter', 'string')],
      result: { list: 'string' },
      run: ([text, pattern], evaluation) =>
        using(evaluation, { input: text, pattern, flags: null }, found => evaluation.madeList(found.split(text))),
      check: ([, pattern]) => wrongPattern(pattern, null),
    },
  ],
}

interface Search {
  input: string
  pattern: string
  flags: string | null
}

/** Null for a pattern that can't be read. */
function using<Result>(
  evaluation: Evaluation,
  { input, pattern, flags }: Search,
  use: (pattern: Pattern) => Result,
): Result | null {
  const read = evaluation.once(`${flags ?? ''}/${pattern}`, () => readPattern(pattern, flags ?? ''))
  evaluation.spend(2)
  if (!read.pattern) return null
  evaluation.spend(2 + Math.ceil((input.length * read.pattern.size) / STATES_PER_STEP))
  return use(read.pattern)
}

/** States of a pattern that one step goes through, by measure. */
const STATES_PER_STEP = 16

function wrongPattern(pattern: unknown, flags: unknown): ReturnType<NonNullable<Builtin['check']>> {
  if (typeof pattern !== 'string' || (typeof flags !== 'string' && flags !== null)) return undefined
  const { fault } = readPattern(pattern, flags ?? '')
  return fault === undefined ? undefined : { argument: 1, code: 'expression.pattern', message: fault }
}
