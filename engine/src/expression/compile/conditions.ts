import type { FeelNode, NodeOf } from '../syntax/feel-node.ts'
import type { CompiledNode } from './compiled-node.ts'
import type { Compiling } from './compiling.ts'
import type { Names } from './names.ts'
import { commonType, compatible, typeName } from './type-relations.ts'

/** `if … then … else …`: anything but true takes the else branch (DMN 1.5 §10.3.2.6). */
export function conditional(compiling: Compiling, node: NodeOf<'if'>, names: Names): CompiledNode {
  const condition = booleanValue(compiling, node.condition, names, 'The condition of `if`')
  const then = compiling.value(node.then, names)
  const otherwise = compiling.value(node.else, names)
  return {
    type: commonType(then.type, otherwise.type),
    run: evaluation => (condition.run(evaluation) === true ? then.run(evaluation) : otherwise.run(evaluation)),
    weight: condition.weight + then.weight + otherwise.weight,
  }
}

/** `and`, `or` with three values: what the known side decides is decided, else null (DMN 1.5 §10.3.2.9 table 50). */
export function logic(compiling: Compiling, node: NodeOf<'logic'>, names: Names): CompiledNode {
  const left = booleanValue(compiling, node.left, names, `The left side of \`${node.operator}\``)
  const right = booleanValue(compiling, node.right, names, `The right side of \`${node.operator}\``)
  const deciding = node.operator === 'or'
  const run: CompiledNode['run'] = evaluation => {
    const a = left.run(evaluation)
    if (a === deciding) return deciding
    const b = right.run(evaluation)
    if (b === deciding) return deciding
    return a === !deciding && b === !deciding ? !deciding : null
  }
  return { type: 'boolean', run, weight: left.weight + right.weight + 1 }
}

function booleanValue(compiling: Compiling, node: FeelNode, names: Names, role: string): CompiledNode {
  const compiled = compiling.value(node, names)
  if (compatible(compiled.type, 'boolean')) return compiled
  return compiling.fault('expression.type', node, `${role} must be a boolean, not a ${typeName(compiled.type)}.`)
}
