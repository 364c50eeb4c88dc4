import type { SyntaxNode } from '@lezer/common'
import { expressionLimits } from '../expression-limits.ts'
import type { FeelType } from '../feel-type.ts'
import { kindOf } from '../values/kind-of.ts'
import { toNumber } from '../values/number.ts'
import { excerpt } from './excerpt.ts'
import { readStringLiteral } from './string-literal.ts'
import { readTemporalLiteral } from './temporal-literal.ts'
import { readType } from './read-type.ts'
import { children, parts } from './tree-parts.ts'
import { Unreadable, tooDeep, unreadable } from './unreadable.ts'
import type { Binder, CallArguments, ComparisonOperator, FeelNode, NodeOf, Span, UnaryTests } from './feel-node.ts'

/** Turns the parser library's tree (without error nodes) into our own. One per text. */
export class NodeReader {
  readonly #text: string
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  /** The single expression inside `node`. */
  only(node: SyntaxNode): FeelNode {
    return this.#read(parts(node)[0]!)
  }

  unaryTests(top: SyntaxNode): UnaryTests {
    if (top.getChild('Wildcard')) return { negated: false, tests: 'any' }
    const tests = top.getChild('PositiveUnaryTests')!
    return { negated: top.getChild('not') !== null, tests: this.#tests(tests) }
  }

  #read(node: SyntaxNode): FeelNode {
    if (++this.#depth > expressionLimits.depth) {
      throw new Unreadable(tooDeep(node))
    }
    const read = readers[node.name]
    if (!read)
      throw unreadable('expression.unsupported', node, `${excerpt(this.text(node))} can't be used in definitions.`)
    const result = read(this, node)
    this.#depth--
    return { from: node.from, to: node.to, ...result } as FeelNode
  }

  read(node: SyntaxNode): FeelNode {
    return this.#read(node)
  }

  /** Reads what must be a value: a test such as `< 5` has no left side here. */
  value(node: SyntaxNode): FeelNode {
    const result = this.#read(node)
    if (result.kind !== 'test') return result
    if (node.name === 'ParenthesizedExpression' && result.operator !== '!=') return openRange(result)
    const hint =
      result.operator === '=' ? 'Write a single `=` to compare.' : 'Write what is to be compared on its left.'
    throw unreadable('expression.syntax', node, `${excerpt(this.text(node))} has no left side here. ${hint}`)
  }

  values(nodes: readonly SyntaxNode[]): FeelNode[] {
    return nodes.map(node => this.value(node))
  }

  text(node: SyntaxNode): string {
    return this.#text.slice(node.from, node.to)
  }

  /** A name of one or more words, single-spaced; comments between the words fall away. */
  name(node: SyntaxNode): string {
    const words = children(node)
    return words.length ? words.map(word => this.name(word)).join(' ') : this.text(node)
  }

  #tests(node: SyntaxNode): FeelNode[] {
    return parts(node).map(test => this.#test(test))
  }

  /** `(> 5)` is a test in brackets, where an expression in brackets would have to be a value. */
  #test(node: SyntaxNode): FeelNode {
    const inner = parts(node)[0]!
    const bracketed = inner.name === 'ParenthesizedExpression' && inner.getChild('SimplePositiveUnaryTest')
    return this.#read(bracketed || inner)
  }

  in(node: SyntaxNode): Omit<NodeOf<'in'>, keyof Span> {
    const many = node.getChild('PositiveUnaryTests')
    const tests = many ? this.#tests(many) : [this.#test(node.getChild('PositiveUnaryTest')!)]
    return { kind: 'in', value: this.value(parts(node)[0]!), tests }
  }

  /** A name as the author declares it, for the key of a context. */
  declaredName(node: SyntaxNode): string {
    return this.text(node).replace(/\s+/g, ' ')
  }

  binders(node: SyntaxNode): Binder[] {
    return parts(node).map(binder => {
      const [name, iteration] = parts(binder) as [SyntaxNode, SyntaxNode]
      const [source, to] = this.values(parts(iteration))
      return { name: this.name(name), source: source!, ...(to && { to }) }
    })
  }

  arguments(node: SyntaxNode): CallArguments {
    const named = node.getChild('NamedParameters')
    if (!named) return { positional: this.values(parts(node.getChild('PositionalParameters')!)), named: [] }
    const read = (parameter: SyntaxNode) => {
      const [name, value] = parts(parameter) as [SyntaxNode, SyntaxNode]
      return { name: this.name(name), span: { from: name.from, to: name.to }, value: this.value(value) }
    }
    return { positional: [], named: parts(named).map(read) }
  }
}

type Unplaced = { [Kind in FeelNode['kind']]: Omit<NodeOf<Kind>, keyof Span> & Partial<Span> }[FeelNode['kind']]

const literal = (value: unknown, type: FeelType): Unplaced => ({ kind: 'literal', value, type })

const readers: Record<string, (reader: NodeReader, node: SyntaxNode) => Unplaced> = {
  NumericLiteral: (r, node) => {
    const value = toNumber(r.text(node).replace(/\s/g, ''))
    if (value === null)
      throw unreadable('expression.syntax', node, `${excerpt(r.text(node))} is out of the range of numbers.`)
    return literal(value, 'number')
  },
  StringLiteral: (r, node) => literal(readStringLiteral(r.text(node)), 'string'),
  BooleanLiteral: (r, node) => literal(r.text(node) === 'true', 'boolean'),
  null: () => literal(null, 'null'),
  '?': () => ({ kind: 'input' }),
  VariableName: (r, node) => ({ kind: 'name', name: r.name(node) }),
  ParenthesizedExpression: (r, node) => r.read(parts(node)[0]!),
  DateTimeLiteral: (r, node) => (node.firstChild!.name === 'AtLiteral' ? temporal(r, node) : call(r, node)),
  FunctionInvocation: (r, node) => call(r, node),
  FunctionDefinition: (r, node) => functionLiteral(r, node),
  InstanceOfExpression: (r, node) => instanceOf(r, node),
  PathExpression: (r, node) => {
    const [target, name] = parts(node) as [SyntaxNode, SyntaxNode]
    return { kind: 'path', target: r.value(target), name: r.name(name), nameSpan: { from: name.from, to: name.to } }
  },
  FilterExpression: (r, node) => {
    const [target, condition] = parts(node) as [SyntaxNode, SyntaxNode]
    return { kind: 'filter', target: r.value(target), condition: r.value(condition) }
  },
  ArithmeticExpression: (r, node) => {
    const operator = r.text(node.getChild('ArithOp')!)
    const operands = r.values(parts(node).filter(part => part.name !== 'ArithOp'))
    if (operands.length === 1) return { kind: 'negation', operand: operands[0]! }
    return {
      kind: 'arithmetic',
      operator: operator === '^' ? '**' : (operator as '+'),
      left: operands[0]!,
      right: operands[1]!,
    }
  },
  Comparison: (r, node) =>
    node.getChild('in') ? r.in(node) : node.getChild('between') ? between(r, node) : comparison(r, node),
  SimplePositiveUnaryTest: (r, node) => {
    const [operator, operand] = parts(node) as [SyntaxNode, SyntaxNode | undefined]
    if (!operand) return r.value(operator)
    return { kind: 'test', operator: r.text(operator) as ComparisonOperator, operand: r.value(operand) }
  },
  Interval: (r, node) => {
    const [low, high] = r.values(parts(node)) as [FeelNode, FeelNode]
    const lowIncluded = r.text(node.firstChild!) === '['
    return { kind: 'range', low, high, lowIncluded, highIncluded: r.text(node.lastChild!) === ']' }
  },
  Conjunction: (r, node) => logic(r, node, 'and'),
  Disjunction: (r, node) => logic(r, node, 'or'),
  IfExpression: (r, node) => {
    const [condition, then, otherwise] = r.values(parts(node)) as [FeelNode, FeelNode, FeelNode]
    return { kind: 'if', condition, then, else: otherwise }
  },
  List: (r, node) => ({ kind: 'list', items: r.values(parts(node)) }),
  Context: (r, node) => ({ kind: 'context', entries: parts(node).map(entry => contextEntry(r, entry)) }),
  ForExpression: (r, node) => {
    const [binders, body] = parts(node) as [SyntaxNode, SyntaxNode]
    return { kind: 'for', binders: r.binders(binders), body: r.value(body) }
  },
  QuantifiedExpression: (r, node) => {
    const [binders, body] = parts(node) as [SyntaxNode, SyntaxNode]
    const quantifier = node.firstChild!.name as 'some' | 'every'
    return { kind: 'quantified', quantifier, binders: r.binders(binders), body: r.value(body) }
  },
}

function temporal(r: NodeReader, node: SyntaxNode): Unplaced {
  const text = readStringLiteral(r.text(node.firstChild!.getChild('StringLiteral')!))
  const value = readTemporalLiteral(text)
  if (value === null) {
    throw unreadable(
      'expression.syntax',
      node,
      `${excerpt(r.text(node))} is no date, time or duration. Write it as @"2026-01-31", @"08:30:00" or @"P1D".`,
    )
  }
  return literal(value, kindOf(value) as FeelType)
}

function call(r: NodeReader, node: SyntaxNode): Unplaced {
  const target = node.firstChild!
  const name = calleeName(r, target)
  const callee = NAMES.has(target.name) ? { ...span(target), kind: 'name' as const, name: name! } : r.value(target)
  return { kind: 'call', ...(name !== undefined && { name }), callee, arguments: r.arguments(node) }
}

/** `f`, or `a.b.f`, which may be a function of a module or an entry of a context. */
function calleeName(r: NodeReader, node: SyntaxNode): string | undefined {
  if (NAMES.has(node.name)) return r.name(node)
  if (node.name !== 'PathExpression') return undefined
  const [target, name] = parts(node) as [SyntaxNode, SyntaxNode]
  const before = calleeName(r, target)
  return before === undefined ? undefined : `${before}.${r.name(name)}`
}

const NAMES = new Set(['VariableName', 'SpecialFunctionName', 'DateTimeConstructor'])

function functionLiteral(r: NodeReader, node: SyntaxNode): Unplaced {
  if (node.getChild('external')) {
    throw unreadable(
      'expression.unsupported',
      node,
      'External functions are not called from FEEL. Register the function in a module.',
    )
  }
  const parameters = parts(node.getChild('FormalParameters')!).map(parameter => {
    const [name, type] = parts(parameter) as [SyntaxNode, SyntaxNode | undefined]
    return { name: r.name(name), ...(type && { type: readType(type, part => r.text(part)) }) }
  })
  return { kind: 'function', parameters, body: r.value(parts(node.getChild('FunctionBody')!)[0]!) }
}

function instanceOf(r: NodeReader, node: SyntaxNode): Unplaced {
  const [value, type] = parts(node) as [SyntaxNode, SyntaxNode]
  return { kind: 'instance of', value: r.value(value), type: readType(type, part => r.text(part)) }
}

/** `(> 5)` as a value is the range without an end (DMN 1.5 §10.3.2.7); `(= 5)` the range of one. */
function openRange({ from, to, operator, operand }: NodeOf<'test'>): FeelNode {
  const open: FeelNode = { kind: 'literal', value: null, type: 'null', from, to }
  const low = operator.startsWith('<') ? open : operand
  const high = operator.startsWith('>') ? open : operand
  const included = operator.endsWith('=')
  return {
    kind: 'range',
    low,
    high,
    lowIncluded: included && low === operand,
    highIncluded: included && high === operand,
    from,
    to,
  }
}

const span = ({ from, to }: Span): Span => ({ from, to })

function between(r: NodeReader, node: SyntaxNode): Unplaced {
  const [value, low, high] = r.values(parts(node)) as [FeelNode, FeelNode, FeelNode]
  return { kind: 'between', value, low, high }
}

function comparison(r: NodeReader, node: SyntaxNode): Unplaced {
  const [left, operator, right] = parts(node) as [SyntaxNode, SyntaxNode, SyntaxNode]
  return {
    kind: 'comparison',
    operator: r.text(operator) as ComparisonOperator,
    left: r.value(left),
    right: r.value(right),
  }
}

function logic(r: NodeReader, node: SyntaxNode, operator: 'and' | 'or'): Unplaced {
  const [left, right] = r.values(parts(node)) as [FeelNode, FeelNode]
  return { kind: 'logic', operator, left, right }
}

function contextEntry(r: NodeReader, entry: SyntaxNode): { key: string; value: FeelNode } {
  const [key, value] = parts(entry) as [SyntaxNode, SyntaxNode]
  const name = key.firstChild!
  const text = name.name === 'StringLiteral' ? readStringLiteral(r.text(name)) : r.declaredName(name)
  return { key: text, value: r.value(value) }
}
