import type { ElementContent, ListenerContent } from '../../content.ts'
import type { Foreign } from '../foreign.ts'
import type { ModdleElement } from '../moddle-element.ts'
import type { ElementReading } from '../element-reading.ts'
import type { Reading } from '../reading.ts'
import type { DialectReader } from './dialect.ts'
import { dataObjectValue } from './flowable-data.ts'
import { readFlowableLoop } from './flowable-loop.ts'
import { readFields } from './java/implementation.ts'
import { readJavaElement } from './java/java-element.ts'
import { isForeignCalendar, readJavaEvent } from './java/event.ts'
import { readJavaFlow, readJavaProcess } from './java/java-process.ts'
import { juelOrFeel } from './java/juel.ts'
import { named } from './named.ts'

const harmless = (prefix: string): ReadonlySet<string> =>
  named(
    prefix,
    'category formFieldValidation extensionId isEagerExecutionFetching modelId modelVersion noWaitStatesAsyncLeave',
    'storeResultVariableAsTransient fallbackToDefaultTenant autoStoreVariables completeAsync parallelInSameTransaction',
    'doNotIncludeVariables errorVariableTransient',
  )

/** Models of Flowable and Activiti. */
export const flowable: DialectReader = {
  name: 'flowable',
  prefixes: ['flowable', 'activiti'],
  harmless: new Set([...harmless('flowable'), ...harmless('activiti')]),
  codeless: 'id',
  counterBase: 0,
  compensationWaits: true,
  foreign: true,
  expression: juelOrFeel,
  nameItself: new Set(['errorRef', 'signalRef', 'messageRef', 'escalationRef']),
  process: readJavaProcess,
  element: readFlowableElement,
  event: readJavaEvent,
  loop: readFlowableLoop,
  flow: readFlowableFlow,
  dataObject: (object: ModdleElement, reading: Reading) => dataObjectValue(object, reading),
}

/** What says more than how a task is shown, and has no counterpart. */
const REFUSED: readonly { name: string; when?: string; why: string }[] = [
  { name: 'skipExpression', why: 'It may be skipped by an expression. Draw a gateway before it instead.' },
  { name: 'triggerable', when: 'true', why: 'It waits to be triggered after its work. Put a receive task behind it.' },
  { name: 'useLocalScopeForResultVariable', when: 'true', why: 'Its result is for itself only. Use an input mapping.' },
  { name: 'useLocalScopeForOutParameters', when: 'true', why: 'Its results are for itself only. Leave that out.' },
  { name: 'taskIdVariableName', why: 'The id of its task is kept as a variable, which is not done here.' },
  { name: 'taskCompleterVariableName', why: 'Who completed its task is kept as a variable, which is not done here.' },
  {
    name: 'processInstanceIdVariableName',
    why: 'The id of the called run is kept as a variable, which is not done here.',
  },
  { name: 'calledElementType', when: 'id', why: 'It calls a process by the id of a deployment. Call it by its key.' },
]

function readFlowableFlow(flow: ModdleElement, reading: Reading): ListenerContent[] {
  const id: string = flow['id'] ?? ''
  if (reading.foreign(flow, id).attribute('skipExpression') !== undefined) {
    const message = `${id}: It may be taken by a skipExpression in place of its condition. Write that into the condition.`
    reading.faults.push({ code: 'flow.not_runnable', message, elementId: id })
  }
  return readJavaFlow(flow, reading)
}

function readFlowableElement(at: ElementReading, core: ElementContent): Partial<ElementContent> {
  const said = at.foreign()
  for (const { name, when, why } of REFUSED) {
    const value = said.attribute(name)
    if (value !== undefined && (when === undefined || value === when)) at.refuse(why)
  }
  if (isForeignCalendar(said.attribute('businessCalendarName')))
    at.refuse('Its deadline counts by a foreign calendar. Name one of ours in jw:calendar.')
  if (said.has('mapException'))
    at.notMapped('<mapException>', 'Exceptions of Java do not come up here; a function throws a BPMN error itself.')
  if (said.has('eventType')) at.refuse('Events of an event registry are not received. Use a message.')
  if (core.type === 'serviceTask' && said.attribute('type') === 'dmn') return readDmnTask(said, at, core)
  return readJavaElement(at, core)
}

/** A decision task sets every output as a variable of its own; ours keeps them together under one name. */
function readDmnTask(said: Foreign, at: ElementReading, core: ElementContent): Partial<ElementContent> {
  const fields = readFields(said).inputs ?? []
  const decision = fields.find(
    ({ name }) => name === 'decisionTableReferenceKey' || name === 'decisionServiceReferenceKey',
  )
  if (core.function !== undefined) return readJavaElement(at, core)
  if (decision === undefined) return at.refuse('It names no decision table. Give it a decisionTableReferenceKey.')
  if (core.resultVariable === undefined)
    return at.refuse('Its outputs would be variables of their own. Give it a jw:resultVariable that holds them.')
  const rules: Partial<ElementContent> = { type: 'businessRuleTask', ruleSet: decision.value, binding: 'current' }
  return readJavaElement(at, core, () => rules)
}
