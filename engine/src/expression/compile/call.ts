import { nearest } from '../../base/nearest.ts'
import { builtins } from '../builtins/index.ts'
import type { NodeOf } from '../syntax/feel-node.ts'
import { builtinCall } from './builtin-call.ts'
import type { CompiledNode } from './compiled-node.ts'
import type { Compiling } from './compiling.ts'
import { functionCall } from './function-call.ts'
import type { Names } from './names.ts'

/** `name(…)`: a built-in function, or a pure function of a module. */
export function call(compiling: Compiling, node: NodeOf<'call'>, names: Names): CompiledNode {
  if (node.name === 'today' || node.name === 'now') return clockCall(compiling, node, names)
  const overloads = builtins.get(node.name)
  if (overloads) return builtinCall(compiling, node, names, overloads)
  const registered = compiling.functions?.find(node.name)
  return registered ? functionCall(compiling, node, names, registered) : unknownFunction(compiling, node)
}

/** The clock is the caller's: an expression sees the time that its command began with, given in the scope. */
function clockCall(compiling: Compiling, node: NodeOf<'call'>, names: Names): CompiledNode {
  if (node.arguments.positional.length + node.arguments.named.length > 0) {
    return compiling.fault('expression.arguments', node, `\`${node.name}()\` takes no arguments.`)
  }
  if (names.find(node.name)) return compiling.value({ kind: 'name', name: node.name, ...node.nameSpan }, names)
  return compiling.fault(
    'expression.unknown_function',
    node.nameSpan,
    `\`${node.name}()\` can't be used here: this expression has no clock.`,
  )
}

function unknownFunction(compiling: Compiling, node: NodeOf<'call'>): CompiledNode {
  const known = [...builtins.keys(), 'today', 'now', ...(compiling.functions?.names() ?? [])]
  return compiling.fault(
    'expression.unknown_function',
    node.nameSpan,
    `There is no function \`${node.name}\`.`,
    nearest(node.name, known),
  )
}
