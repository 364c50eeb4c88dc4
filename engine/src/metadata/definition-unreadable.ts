import { InvalidInput } from '../base/errors.ts'
import type { Diagnostic } from './diagnostic.ts'

/** A text that compare, merge and the canonical form can't be asked of, because it is none of its kind. */
export class DefinitionUnreadable extends InvalidInput {
  constructor(kind: string, faults: readonly Pick<Diagnostic, 'code' | 'message' | 'line' | 'column'>[]) {
    const [first] = faults
    const where = first === undefined ? '' : ` (line ${first.line}, column ${first.column}): ${first.message}`
    super('definition.unreadable', `The text is no ${kind}${where || '.'}`, {
      problems: faults.map(({ code, message }) => ({ pointer: '', code, message })),
    })
  }
}
