import type { SyntaxNode } from '@lezer/common'
import { nearest } from '../../base/nearest.ts'
import { typeNames, type TypeTest } from '../values/type-test.ts'
import { expressionLimits } from '../expression-limits.ts'
import { parts } from './tree-parts.ts'
import { Unreadable, tooDeep, unreadable } from './unreadable.ts'

/** Reads a `Type` node of the grammar: `number`, `list<string>`, `context<a: date>`, `function<number>->number`. */
export function readType(type: SyntaxNode, textOf: (node: SyntaxNode) => string, depth = 0): TypeTest {
  if (depth > expressionLimits.depth) throw new Unreadable(tooDeep(type))
  // The result of a function type stands bare, without a `Type` around it.
  const node = type.name === 'Type' ? type.firstChild! : type
  const inner = (child: SyntaxNode) => readType(child, textOf, depth + 1)
  switch (node.name) {
    case 'ListType': {
      const item = inner(node.getChild('Type')!)
      return textOf(node).startsWith('range') ? { kind: 'range', bound: item } : { kind: 'list', item }
    }
    case 'ContextType': {
      const entries = parts(node.getChild('ContextEntryTypes')!).map(entry => {
        const [name, entryType] = parts(entry) as [SyntaxNode, SyntaxNode]
        return { name: spaced(textOf(name)), type: inner(entryType) }
      })
      return { kind: 'context', entries }
    }
    case 'FunctionType': {
      const [parameters, result] = parts(node) as [SyntaxNode, SyntaxNode]
      return {
        kind: 'function',
        parameters: parts(parameters).map(each => inner(parts(each)[0]!)),
        result: inner(result),
      }
    }
    default:
      return named(node, spaced(textOf(node)))
  }
}

function named(node: SyntaxNode, name: string): TypeTest {
  if (typeNames().includes(name)) return { kind: 'name', name }
  throw unreadable('expression.unknown_name', node, `There is no type \`${name}\`.`, nearest(name, typeNames()))
}

const spaced = (text: string) => text.trim().replace(/\s+/g, ' ')
