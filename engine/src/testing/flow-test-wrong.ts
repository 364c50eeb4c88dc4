import { InvalidInput } from '../base/errors.ts'

/** The test itself asks for something that the run can't do there. */
export class FlowTestWrong extends InvalidInput {
  constructor(message: string) {
    super('testing.wrong', message)
  }
}
