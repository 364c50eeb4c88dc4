import { NotFound } from '../../base/errors.ts'
import type { CaseRunner } from '../run-cases.ts'

/** `given` is the argument of a pure function, `then` part of its result. */
export const runFunctionCase: CaseRunner = (name, { given }, world) => {
  const definition = world.function(name)
  if (definition?.effect !== 'pure') throw new FunctionNotPure(name)
  return definition.run(given, undefined as never)
}

/** Code `case.function_not_pure`: only a pure function can be run without a database. */
class FunctionNotPure extends NotFound {
  constructor(name: string) {
    super(
      'case.function_not_pure',
      `"${name}" is not a pure function, and cases run without a database. Test it in its module.`,
    )
  }
}
