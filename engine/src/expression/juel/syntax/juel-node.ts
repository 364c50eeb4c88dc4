import type { Decimal } from '../../../base/decimal.ts'
import type { Place } from '../juel-errors.ts'

/** Binary operators, in one spelling: `eq` is `==`, `and` is `&&`, `div` is `/` and so on. */
export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%'

/** What follows a value: an entry (`.a`, `[a]`), or a call of a method (`name` is null when it is computed). */
export type Step = Place &
  ({ kind: 'entry'; key: JuelNode } | { kind: 'method'; name: string | null; args: readonly JuelNode[] })

export type JuelNode = Place &
  (
    | { kind: 'literal'; value: null | boolean | string | Decimal }
    | { kind: 'name'; name: string }
    | { kind: 'unary'; operator: '!' | '-' | 'empty'; operand: JuelNode }
    /** Operators of one level, from left to right: flat, so that a long sum is no deep tree. */
    | { kind: 'chain'; first: JuelNode; rest: readonly { operator: BinaryOperator; operand: JuelNode }[] }
    | { kind: 'choice'; condition: JuelNode; then: JuelNode; otherwise: JuelNode }
    | { kind: 'access'; base: JuelNode; steps: readonly Step[] }
    | { kind: 'function'; prefix: string | null; name: string; args: readonly JuelNode[] }
  )

export type NodeOf<Kind extends JuelNode['kind']> = Extract<JuelNode, { kind: Kind }>
