import type { FeelType } from '../feel-type.ts'
import { DaysTimeDuration, YearsMonthsDuration } from './durations.ts'
import { FunctionValue } from './function-value.ts'
import { isContext, kindOf } from './kind-of.ts'
import { FeelRange } from './range.ts'

/** A type as an author writes it: after `instance of`, or behind a parameter of a function. */
export type TypeTest =
  | { kind: 'name'; name: string }
  | { kind: 'list'; item: TypeTest }
  | { kind: 'range'; bound: TypeTest }
  | { kind: 'context'; entries: readonly { name: string; type: TypeTest }[] }
  | { kind: 'function'; parameters: readonly TypeTest[]; result: TypeTest }

/** Whether the value is of the type (DMN 1.5 §10.3.2.9.2). Null is of no type but `Null`. */
export function isInstance(value: unknown, test: TypeTest): boolean {
  switch (test.kind) {
    case 'name':
      return namedTests[test.name]!(value)
    case 'list':
      return Array.isArray(value) && value.every(item => isInstance(item, test.item))
    case 'range':
      return value instanceof FeelRange && bounds(value).every(bound => isInstance(bound, test.bound))
    case 'context':
      return isContext(value) && test.entries.every(({ name, type }) => hasEntry(value, name, type))
    case 'function':
      return value instanceof FunctionValue && takes(value, test.parameters.length)
  }
}

/** The names that a type may have, without those that take parts in angle brackets. */
export const typeNames = (): string[] => Object.keys(namedTests)

/** The static type that the checker goes on with. */
export function typeOfTest(test: TypeTest): FeelType {
  switch (test.kind) {
    case 'name':
      return staticTypes[test.name] ?? (test.name as FeelType)
    case 'list':
      return { list: typeOfTest(test.item) }
    case 'range':
      return { range: typeOfTest(test.bound) }
    case 'context':
      return { context: Object.fromEntries(test.entries.map(({ name, type }) => [name, typeOfTest(type)])) }
    case 'function': {
      const parameters = test.parameters.map(typeOfTest)
      return { function: { names: parameters.map((_, i) => `${i + 1}`), parameters, result: typeOfTest(test.result) } }
    }
  }
}

const kinds = ['number', 'string', 'boolean', 'date', 'time', 'date and time', 'duration'] as const
const structures = ['list', 'context', 'range', 'function'] as const

const namedTests: Readonly<Record<string, (value: unknown) => boolean>> = {
  Any: value => value !== null,
  Null: value => value === null,
  ...Object.fromEntries([...kinds, ...structures].map(name => [name, (value: unknown) => kindOf(value) === name])),
  'days and time duration': value => value instanceof DaysTimeDuration,
  'years and months duration': value => value instanceof YearsMonthsDuration,
}

const staticTypes: Readonly<Record<string, FeelType>> = {
  Any: 'any',
  Null: 'null',
  list: { list: 'any' },
  range: { range: 'any' },
  context: 'any',
  function: 'any',
  'days and time duration': 'duration',
  'years and months duration': 'duration',
}

const bounds = (range: FeelRange) => [range.low, range.high].filter(bound => bound !== null)

const hasEntry = (value: Record<string, unknown>, name: string, type: TypeTest) =>
  Object.hasOwn(value, name) && isInstance(value[name], type)

const takes = (value: FunctionValue, parameters: number) => value.shape.names.length === parameters
