import type { Evaluation } from '../../compile/evaluation.ts'
import type { JuelType } from '../juel-expression.ts'

/** A pure method of a kind of value, with the meaning that it has in Java. */
export interface Method<Receiver = never> {
  /** Least and most arguments. */
  count: readonly [number, number]
  /** Of the result, when all kinds that have the method agree. */
  type: JuelType
  run(receiver: Receiver, args: readonly unknown[], evaluation: Evaluation): unknown
}

export type Methods<Receiver> = Readonly<Record<string, Method<Receiver>>>
