import type { FlowElement } from '../graph.ts'
import type { Behaviour } from './behaviour.ts'
import { boundaryEvent } from './boundary-event.ts'
import { businessRuleTask } from './business-rule-task.ts'
import { callActivity } from './call-activity.ts'
import { callTask } from './call-task.ts'
import { catchEvent } from './catch-event.ts'
import { endEvent } from './end-event.ts'
import { eventBasedGateway } from './event-based-gateway.ts'
import { exclusiveGateway } from './exclusive-gateway.ts'
import { externalTask } from './external-task.ts'
import { inclusiveGateway } from './inclusive-gateway.ts'
import { parallelGateway } from './parallel-gateway.ts'
import { passTask } from './pass-task.ts'
import { expressionTask, scriptTask } from './script-task.ts'
import { sendTask } from './send-task.ts'
import { startEvent } from './start-event.ts'
import { adHocSubProcess, subProcess } from './sub-process.ts'
import { throwEvent } from './throw-event.ts'
import { userTask } from './user-task.ts'

const BEHAVIOURS: { [Type in FlowElement['type']]: Behaviour<Extract<FlowElement, { type: Type }>> } = {
  startEvent,
  endEvent,
  intermediateThrowEvent: throwEvent,
  intermediateCatchEvent: catchEvent,
  receiveTask: catchEvent,
  boundaryEvent,
  userTask,
  functionTask: callTask,
  expressionTask,
  externalTask,
  sendTask,
  businessRuleTask,
  scriptTask,
  passTask,
  exclusiveGateway,
  parallelGateway,
  inclusiveGateway,
  eventBasedGateway,
  subProcess,
  adHocSubProcess,
  callActivity,
}

/** What the element does. */
export const behaviourOf = (element: FlowElement): Behaviour => BEHAVIOURS[element.type] as Behaviour
