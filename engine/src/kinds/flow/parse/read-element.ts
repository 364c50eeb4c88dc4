import type { ElementContent } from '../content.ts'
import type { ModdleElement } from './moddle-element.ts'
import { present } from './present.ts'
import { readCallActivity, readMappings } from './read-call-activity.ts'
import { readEvent } from './read-event.ts'
import { readBoundary, readEventBasedGateway, readStart, readThrow } from './read-event-element.ts'
import { readListeners } from './read-listeners.ts'
import { readLoop } from './read-loop.ts'
import {
  readBusinessRuleTask,
  readReceiveTask,
  readScriptTask,
  readSendTask,
  readServiceTask,
} from './read-service-task.ts'
import { readAdHocSubProcess, readSubProcess, readTransaction } from './read-sub-process.ts'
import { readUserTask } from './read-user-task.ts'
import type { ElementReading } from './element-reading.ts'

type Reader = (at: ElementReading) => Partial<ElementContent>

/** One reader per BPMN type. What none of them reads is not run; a reader refuses the shapes of its type that are not. */
const READERS: Readonly<Record<string, Reader>> = {
  'bpmn:StartEvent': readStart,
  'bpmn:EndEvent': at => ({ type: 'endEvent', ...readThrow(at) }),
  'bpmn:IntermediateThrowEvent': at => ({ type: 'intermediateThrowEvent', ...readThrow(at) }),
  'bpmn:IntermediateCatchEvent': at => ({ type: 'intermediateCatchEvent', ...present({ event: readEvent(at) }) }),
  'bpmn:BoundaryEvent': readBoundary,
  'bpmn:UserTask': readUserTask,
  'bpmn:ServiceTask': at => readServiceTask(at, 'serviceTask'),
  'bpmn:SendTask': readSendTask,
  'bpmn:ReceiveTask': readReceiveTask,
  'bpmn:BusinessRuleTask': readBusinessRuleTask,
  'bpmn:ScriptTask': readScriptTask,
  'bpmn:Task': () => ({ type: 'passTask' }),
  'bpmn:ManualTask': () => ({ type: 'passTask' }),
  'bpmn:ExclusiveGateway': () => ({ type: 'exclusiveGateway' }),
  'bpmn:ParallelGateway': () => ({ type: 'parallelGateway' }),
  'bpmn:InclusiveGateway': () => ({ type: 'inclusiveGateway' }),
  'bpmn:EventBasedGateway': readEventBasedGateway,
  'bpmn:SubProcess': readSubProcess,
  'bpmn:Transaction': readTransaction,
  'bpmn:AdHocSubProcess': readAdHocSubProcess,
  'bpmn:CallActivity': readCallActivity,
}

const NOT_RUN: Readonly<Record<string, string>> = {
  'bpmn:ComplexGateway': 'Engines read its activation condition differently. Use an inclusive or a parallel gateway.',
  'bpmn:DataStoreReference': 'Data stores are not read or written. Use entities, and remove it or draw it as a note.',
}

/** Reads one element. Whatever the engine would not execute becomes `unsupported`, which compile refuses by its id. */
export function readElement(at: ElementReading, parent: string | undefined): ElementContent {
  const { element, reading } = at
  const own = (READERS[element.$type] ?? notRun)(at)
  const core = { ...baseOf(at, parent), ...own, ...commonOf(at), ...present({ loop: readLoop(at) }) } as ElementContent
  const read = { ...core, ...ofDialect(core, reading.dialect.element(at, core)) }
  if (at.reasons.length === 0) return read
  return { ...baseOf(at, parent), ...refusedAs(at), ...present({ attachedTo: core.attachedTo }) } as ElementContent
}

/** Members that a dialect completes, having seen ours. Of all others ours win. */
const COMPLETED: readonly string[] = ['type', 'event', 'call', 'adHoc']

function ofDialect(core: ElementContent, dialect: Partial<ElementContent>): Partial<ElementContent> {
  const said = (value: unknown): boolean =>
    value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
  return Object.fromEntries(
    Object.entries(dialect).filter(
      ([key]) => COMPLETED.includes(key) || !said((core as unknown as Record<string, unknown>)[key]),
    ),
  )
}

const notRun: Reader = at => at.refuse(NOT_RUN[at.element.$type] ?? 'The engine does not run this element.')

const baseOf = ({ element, id }: ElementReading, parent: string | undefined) => ({
  id,
  type: 'unsupported' as const,
  title: (element['name'] as string | undefined) ?? '',
  ...(parent !== undefined && { parent }),
  ...(element['default'] && { defaultFlow: element['default'].id as string }),
  ...(element['isForCompensation'] === true && { forCompensation: true }),
})

function refusedAs({ element, reasons }: ElementReading) {
  const definitions = ((element['eventDefinitions'] ?? []) as ModdleElement[]).map(definition => definition.$type)
  return { bpmn: [element.$type, ...definitions].join(' with '), reason: reasons.join(' ') }
}

/** Our attributes that every element may have. */
function commonOf({ element, id, reading }: ElementReading): Partial<ElementContent> {
  const lists = {
    inputMappings: readMappings(element, 'jw:InputMapping'),
    outputMappings: readMappings(element, 'jw:OutputMapping'),
    listeners: readListeners(element, reading, id),
  }
  return {
    ...present({
      asyncBefore: element['asyncBefore'] as boolean | undefined,
      asyncAfter: element['asyncAfter'] as boolean | undefined,
      exclusive: element['exclusive'] as boolean | undefined,
      jobPriority: element['jobPriority'] as string | undefined,
      retries: element['retries'] as string | undefined,
    }),
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
  } as Partial<ElementContent>
}
