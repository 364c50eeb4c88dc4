import { InvalidInput } from '../../base/errors.ts'

/**
 * A function throws this for the flow: an error event with its code, caught at a boundary or by an event subprocess
 * (BPMN 2.0.2 §10.5.6). Everything else that a function throws undoes the command.
 */
export class BpmnError extends InvalidInput {
  /** What error events name. */
  readonly errorCode: string

  constructor(errorCode: string, message: string) {
    super('flow.bpmn_error', message)
    this.errorCode = errorCode
  }
}
