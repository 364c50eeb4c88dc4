import type { FlowElement } from '../graph.ts'
import type { Behaviour } from './behaviour.ts'
import { boundaryTimer } from './boundary-timer.ts'
import { businessRuleTask } from './business-rule-task.ts'
import { callTask } from './call-task.ts'
import { endEvent } from './end-event.ts'
import { exclusiveGateway } from './exclusive-gateway.ts'
import { parallelGateway } from './parallel-gateway.ts'
import { scriptTask } from './script-task.ts'
import { startEvent } from './start-event.ts'
import { timerCatch } from './timer-catch.ts'
import { userTask } from './user-task.ts'

const BEHAVIOURS: { [Type in FlowElement['type']]: Behaviour<Extract<FlowElement, { type: Type }>> } = {
  startEvent,
  endEvent,
  userTask,
  serviceTask: callTask,
  sendTask: callTask,
  businessRuleTask,
  scriptTask,
  exclusiveGateway,
  parallelGateway,
  boundaryEvent: boundaryTimer,
  intermediateCatchEvent: timerCatch,
}

/** What the element does. */
export const behaviourOf = (element: FlowElement): Behaviour => BEHAVIOURS[element.type] as Behaviour
