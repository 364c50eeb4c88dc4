import { Defect } from '../base/errors.ts'
import type { KindOperation } from './context.ts'

/** What kinds offer each other, by kind and operation name. main.ts and tests put it together; nobody changes it later. */
export type OperationRegistry = ReadonlyMap<string, Readonly<Record<string, KindOperation>>>

/** Throws UnknownOperation. */
export function operationOf(operations: OperationRegistry, kind: string, operation: string): KindOperation {
  const ofKind = operations.get(kind)
  if (ofKind === undefined || !Object.hasOwn(ofKind, operation)) throw new UnknownOperation(kind, operation)
  return ofKind[operation]!
}

export class UnknownOperation extends Defect {
  constructor(kind: string, operation: string) {
    super(
      'runtime.unknown_operation',
      `Kind ${kind} has no operation ${operation}: register it where the operations are put together.`,
    )
  }
}
