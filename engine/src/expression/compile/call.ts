import { nearest } from '../../base/nearest.ts'
import { builtins } from '../builtins/index.ts'
import type { NodeOf, Span } from '../syntax/feel-node.ts'
import { builtinCall } from './builtin-call.ts'
import type { CompiledNode } from './compiled-node.ts'
import type { Compiling } from './compiling.ts'
import { functionCall } from './function-call.ts'
import type { Names } from './names.ts'
import { alternatives, isFunctionType, isUnknown } from './type-relations.ts'
import { valueCall } from './value-call.ts'

/**
 * `name(…)`: a function that is a local value, a built-in function, a pure function of a module. A field of the scope that
 * happens to be called `count` or `date` doesn't hide the built-in function, because it is none.
 */
export function call(compiling: Compiling, node: NodeOf<'call'>, names: Names): CompiledNode {
  const { name, callee } = node
  if (name === undefined) return valueCall(compiling, node, names)
  const local = callee.kind === 'name' ? names.find(name) : undefined
  if (local && alternatives(local.type).some(isFunctionType)) return valueCall(compiling, node, names)
  if (name === 'today' || name === 'now') return clockCall(compiling, node, names, name)
  const overloads = builtins.get(name)
  if (overloads) return builtinCall(compiling, { node, name, overloads }, names)
  const registered = compiling.functions?.find(name)
  if (registered) compiling.calls(callee, registered.signature.name)
  if (registered) return functionCall(compiling, { node, name, called: registered }, names)
  if (local ? isUnknown(local.type) : beginsLocally(node, names)) return valueCall(compiling, node, names)
  return unknownFunction(compiling, callee, name)
}

/** `a.b.f(…)` is the call of an entry when `a` is known here. */
function beginsLocally({ callee }: NodeOf<'call'>, names: Names): boolean {
  let start = callee
  while (start.kind === 'path') start = start.target
  return callee.kind === 'path' && start.kind === 'name' && names.find(start.name) !== undefined
}

/** The clock is the caller's: an expression sees the time that its command began with, given in the scope. */
function clockCall(compiling: Compiling, node: NodeOf<'call'>, names: Names, name: string): CompiledNode {
  if (node.arguments.positional.length + node.arguments.named.length > 0) {
    return compiling.fault('expression.arguments', node, `\`${name}()\` takes no arguments.`)
  }
  if (names.find(name)) return compiling.value({ ...spanOf(node.callee), kind: 'name', name }, names)
  return compiling.fault(
    'expression.unknown_function',
    node.callee,
    `\`${name}()\` can't be used here: this expression has no clock.`,
  )
}

function unknownFunction(compiling: Compiling, span: Span, name: string): CompiledNode {
  const known = [...builtins.keys(), 'today', 'now', ...(compiling.functions?.names() ?? [])]
  return compiling.fault('expression.unknown_function', span, `There is no function \`${name}\`.`, nearest(name, known))
}

const spanOf = ({ from, to }: Span): Span => ({ from, to })
