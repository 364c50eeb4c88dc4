import type { FeelType } from '../feel-type.ts'
import type { TypeTest } from '../values/type-test.ts'

/** Place of a node in the text: 0-based, end exclusive, UTF-16 units. */
export interface Span {
  from: number
  to: number
}

/** A FEEL expression as a tree of our own, so that only syntax/ knows the parser library. */
export type FeelNode = Span &
  (
    | { kind: 'literal'; value: unknown; type: FeelType }
    | { kind: 'name'; name: string }
    /** `?`, the value that a unary test looks at. */
    | { kind: 'input' }
    | { kind: 'path'; target: FeelNode; name: string; nameSpan: Span }
    | { kind: 'filter'; target: FeelNode; condition: FeelNode }
    /** `name` is there for `f(…)` and `a.b.f(…)`; what is called otherwise is a value. */
    | { kind: 'call'; name?: string; callee: FeelNode; arguments: CallArguments }
    | { kind: 'function'; parameters: FormalParameter[]; body: FeelNode }
    | { kind: 'instance of'; value: FeelNode; type: TypeTest }
    | { kind: 'arithmetic'; operator: ArithmeticOperator; left: FeelNode; right: FeelNode }
    | { kind: 'negation'; operand: FeelNode }
    | { kind: 'comparison'; operator: ComparisonOperator; left: FeelNode; right: FeelNode }
    | { kind: 'between'; value: FeelNode; low: FeelNode; high: FeelNode }
    | { kind: 'in'; value: FeelNode; tests: FeelNode[] }
    /** `< 5` without a left side; only inside `in` and unary tests. */
    | { kind: 'test'; operator: ComparisonOperator; operand: FeelNode }
    | { kind: 'logic'; operator: 'and' | 'or'; left: FeelNode; right: FeelNode }
    | { kind: 'if'; condition: FeelNode; then: FeelNode; else: FeelNode }
    | { kind: 'list'; items: FeelNode[] }
    | { kind: 'context'; entries: { key: string; value: FeelNode }[] }
    | { kind: 'range'; low: FeelNode; high: FeelNode; lowIncluded: boolean; highIncluded: boolean }
    | { kind: 'for'; binders: Binder[]; body: FeelNode }
    | { kind: 'quantified'; quantifier: 'some' | 'every'; binders: Binder[]; body: FeelNode }
  )

export type NodeOf<Kind extends FeelNode['kind']> = Extract<FeelNode, { kind: Kind }>

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**'
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>='

/** `name in source` or `name in source..to`. */
export interface Binder {
  name: string
  source: FeelNode
  to?: FeelNode
}

/** A parameter of a function literal. */
export interface FormalParameter {
  name: string
  type?: TypeTest
}

export interface CallArguments {
  positional: FeelNode[]
  named: { name: string; span: Span; value: FeelNode }[]
}

/** A set of unary tests: `not(…)` negates, `-` is `{ tests: 'any' }`. */
export interface UnaryTests {
  negated: boolean
  tests: FeelNode[] | 'any'
}
