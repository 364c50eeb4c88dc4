import { InvalidInput } from '../../../base/errors.ts'

/** The case itself is wrong: it asks for something that the flow can't do there. */
export class FlowCaseWrong extends InvalidInput {
  constructor(message: string) {
    super('flow.case_wrong', message)
  }
}
