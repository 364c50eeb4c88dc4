import type { ElementContent } from '../content.ts'
import { compileBusinessRuleTask } from './compile-business-rule-task.ts'
import { compileCallActivity } from './compile-call-activity.ts'
import {
  compileBoundaryEvent,
  compileCatchEvent,
  compileEndEvent,
  compileReceiveTask,
  compileStartEvent,
  compileThrowEvent,
} from './compile-events.ts'
import { compileScriptTask } from './compile-script-task.ts'
import { compileSendTask, compileServiceTask } from './compile-service-task.ts'
import { compileAdHoc, compileSubProcess } from './compile-sub-process.ts'
import { compileUserTask } from './compile-user-task.ts'
import type { CompilingElement } from './compiling.ts'
import type { CompileOwn, Own } from './own.ts'

const COMPILERS: Record<Exclude<ElementContent['type'], 'unsupported'>, CompileOwn> = {
  startEvent: compileStartEvent,
  endEvent: compileEndEvent,
  intermediateThrowEvent: compileThrowEvent,
  intermediateCatchEvent: compileCatchEvent,
  boundaryEvent: compileBoundaryEvent,
  receiveTask: compileReceiveTask,
  userTask: compileUserTask,
  serviceTask: compileServiceTask,
  sendTask: compileSendTask,
  businessRuleTask: compileBusinessRuleTask,
  scriptTask: compileScriptTask,
  passTask: () => ({ type: 'passTask' }),
  exclusiveGateway: () => ({ type: 'exclusiveGateway' }),
  parallelGateway: () => ({ type: 'parallelGateway' }),
  inclusiveGateway: () => ({ type: 'inclusiveGateway' }),
  eventBasedGateway: ({ id }, { compiling: { process } }) => ({
    type: 'eventBasedGateway',
    targets: process.outgoing(id).map(flow => flow.to),
  }),
  subProcess: compileSubProcess,
  eventSubProcess: compileSubProcess,
  transaction: compileSubProcess,
  adHocSubProcess: compileAdHoc,
  callActivity: compileCallActivity,
}

/** Compiles what an element says; null when it has faults, which are reported. */
export function compileElement(element: ElementContent, at: CompilingElement): Own | null {
  if (element.type !== 'unsupported') return COMPILERS[element.type](element, at)
  const why = element.reason === undefined ? '' : `: ${element.reason.replace(/\.$/, '')}`
  const message = `${element.id} (${element.bpmn}) would not be executed${why}. Remove it or use an element that the engine runs.`
  at.compiling.faults.at(element.id, 'flow.unsupported_element', message)
  return null
}
