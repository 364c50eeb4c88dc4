import type { StepRun } from '../compile/compiled-juel.ts'
import type { JuelCompiler } from '../compile/juel-compiler.ts'
import { NoSuchMethod } from '../juel-errors.ts'
import type { JuelType } from '../juel-expression.ts'
import type { Step } from '../syntax/juel-node.ts'
import { valueKind, type ValueKind } from '../values/value-kind.ts'
import { booleanMethods, listMethods, numberMethods, objectMethods } from './container-methods.ts'
import type { Method, Methods } from './method.ts'
import { textMethods } from './text-methods.ts'

/** `….size()`: one of the few pure methods. Which kind of value has it is known when it is evaluated. */
export function methodStep(
  compiler: JuelCompiler,
  step: Extract<Step, { kind: 'method' }>,
  from: number,
): { type?: JuelType; run: StepRun } {
  const place = { from, to: step.to }
  const args = step.args.map(arg => compiler.operand(arg).run)
  const { name } = step
  const known = name === null ? [] : kindsWith(name)
  if (name === null || known.length === 0) {
    compiler.unsupported(place)
    return { run: () => null }
  }
  compiler.checkCount(place, name, args.length, countOf(known))
  const run: StepRun = (base, evaluation) => {
    const kind = valueKind(base)
    const method = methodOf(kind, name)
    if (method === undefined) throw new NoSuchMethod(name, kind)
    // `base` is of the kind whose table the method is from.
    return method.run(
      base as never,
      args.map(arg => arg(evaluation)),
      evaluation,
    )
  }
  return { type: typeOf(known), run: compiler.locatedStep(place, run) }
}

const methods: Readonly<Record<ValueKind, Methods<never>>> = {
  null: {},
  foreign: {},
  text: textMethods,
  number: numberMethods,
  boolean: booleanMethods,
  list: listMethods,
  object: objectMethods,
}

/** Every method of every kind, for the documentation and for checks. */
export const methodNames: readonly string[] = [
  ...new Set(Object.values(methods).flatMap(each => Object.keys(each))),
].sort()

const methodOf = (kind: ValueKind, name: string): Method | undefined =>
  Object.hasOwn(methods[kind], name) ? methods[kind][name] : undefined

const kindsWith = (name: string) => (Object.keys(methods) as ValueKind[]).flatMap(kind => methodOf(kind, name) ?? [])

const countOf = (known: readonly Method[]): [number, number] => [
  Math.min(...known.map(({ count }) => count[0])),
  Math.max(...known.map(({ count }) => count[1])),
]

const typeOf = (known: readonly Method[]): JuelType =>
  known.every(({ type }) => type === known[0]!.type) ? known[0]!.type : 'any'
