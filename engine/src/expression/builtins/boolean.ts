import type { Builtins } from './builtin.ts'

/** Boolean functions (DMN 1.5 §10.3.4.2), and `is defined`. */
export const booleanBuiltins: Builtins = {
  not: [
    {
      parameters: [{ name: 'negand', type: 'boolean', nullable: true }],
      result: 'boolean',
      run: ([negand]) => (negand === null ? null : !negand),
    },
  ],
  /** Not in DMN, but in every engine people come from: true unless the value is null. */
  'is defined': [
    {
      parameters: [{ name: 'value', type: 'any', nullable: true, raw: true }],
      result: 'boolean',
      run: ([value]) => value !== null,
    },
  ],
}
