import type { NodeOf } from '../syntax/feel-node.ts'
import { isInstance } from '../values/type-test.ts'
import type { CompiledNode } from './compiled-node.ts'
import type { Compiling } from './compiling.ts'
import type { Names } from './names.ts'

/** `a instance of list<number>`: true or false, never null. */
export function instanceOf(compiling: Compiling, node: NodeOf<'instance of'>, names: Names): CompiledNode {
  const value = compiling.value(node.value, names)
  const run: CompiledNode['run'] = evaluation => {
    const tested = value.run(evaluation)
    if (Array.isArray(tested)) evaluation.spend(tested.length)
    return isInstance(tested, node.type)
  }
  return { type: 'boolean', run, weight: value.weight + 1 }
}
