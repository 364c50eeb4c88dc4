import { nearest } from '../../base/nearest.ts'
import type { NodeOf } from '../syntax/feel-node.ts'
import { excerpt } from '../syntax/excerpt.ts'
import { FULL_WIDTH } from '../syntax/syntax-fault.ts'
import type { CompiledNode } from './compiled-node.ts'
import type { Compiling } from './compiling.ts'
import type { Names } from './names.ts'

/** `customer`: a name of the scope or a local one. */
export function nameReference(compiling: Compiling, node: NodeOf<'name'>, names: Names): CompiledNode {
  const found = names.find(node.name)
  if (found?.entry) compiling.uses(node, found.entry)
  if (found) return found
  // The grammar takes full-width punctuation for letters of a name, and so `a，b` arrives here as one name.
  const hint = FULL_WIDTH.test(node.name) ? ' Use the half-width punctuation of the English keyboard.' : ''
  const message = `There is no ${excerpt(node.name)} here.${hint}`
  return compiling.fault('expression.unknown_name', node, message, nearest(node.name, names.all()))
}

/** `?`: the value under test. */
export function inputReference(compiling: Compiling, node: NodeOf<'input'>, names: Names): CompiledNode {
  return (
    names.input() ??
    compiling.fault('expression.unknown_name', node, '`?` stands for the tested value; there is none here.')
  )
}
