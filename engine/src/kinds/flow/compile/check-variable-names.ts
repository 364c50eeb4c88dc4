import type { ElementContent } from '../content.ts'
import type { Compiling } from './compiling.ts'
import { FIXED_NAMES } from './fixed-names.ts'
import { LOOP_COUNTERS, variablesSetBy } from './set-variables.ts'

/** What is set can be a variable. Names of other tools may be anything that an object can hold safely. */
export function checkVariableNames(element: ElementContent, { strict, faults }: Compiling): void {
  const allowed = strict ? isOurs : isSafe
  for (const { name, by } of variablesSetBy(element)) {
    if (by === 'loop' || allowed(name)) continue
    const hint = strict
      ? `use lower-case letters, digits and underscores, and none of ${FIXED_NAMES.join(', ')}`
      : 'choose another name'
    faults.at(element.id, 'flow.bad_variable', `"${name}" (${by}) can't be a variable: ${hint}.`)
  }
}

const OURS = /^[a-z][a-z0-9_]{0,62}$/
const UNSAFE = new Set(['__proto__', 'constructor', 'prototype', ''])
const LONGEST = 255

const isOurs = (name: string): boolean => OURS.test(name) && !FIXED_NAMES.includes(name)
const isSafe = (name: string): boolean => !UNSAFE.has(name) && name.length <= LONGEST && !LOOP_COUNTERS.includes(name)
