import type { FactType } from '../fact-type.ts'

/** One way to compare a fact with the value of a condition. */
export interface Operator {
  /** Whether it can be asked of facts of this type. */
  accepts(type: FactType): boolean
  /** What stands beside it: a value like the fact's, a list of such values, or one element of the fact. */
  operand: 'same' | 'list' | 'item'
  /**
   * Both sides as FactType.read gives them; null is "not known". Always true or false, as in json-rules-engine:
   * a comparison in order with null is false.
   */
  holds(fact: any, operand: any): boolean
}
