import type { ElementContent } from '../content.ts'
import type { Compiling } from './compiling.ts'

/** A boundary event hangs on an activity, and on one that waits long enough for it. */
export function checkBoundary(element: ElementContent, compiling: Compiling): void {
  if (element.type !== 'boundaryEvent') return
  const { process, faults } = compiling
  const { id, attachedTo = '', event } = element
  const host = process.byId.get(attachedTo)
  if (host === undefined || !ACTIVITIES.has(host.type) || process.scopeOf(host) !== process.scopeOf(element)) {
    const message = `${id} must be attached to a task, a subprocess or a call activity of the same level.`
    faults.at(id, 'flow.boundary_host', message)
  } else if (event !== undefined && WAITED_FOR.has(event.type) && neverWaits(host)) {
    const message = `${id} can never happen: ${host.id} is done at once, no run ever waits there. Attach it to an activity that waits.`
    faults.warn(id, 'flow.boundary_never_happens', message)
  }
}

const ACTIVITIES: ReadonlySet<ElementContent['type']> = new Set<ElementContent['type']>([
  'userTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'businessRuleTask',
  'scriptTask',
  'passTask',
  'subProcess',
  'transaction',
  'adHocSubProcess',
  'callActivity',
  'unsupported',
])

/** Conditions are not among them: what the activity itself sets may make them true. */
const WAITED_FOR: ReadonlySet<string> = new Set(['timer', 'message', 'signal', 'escalation'])

const AT_ONCE: ReadonlySet<ElementContent['type']> = new Set<ElementContent['type']>([
  'serviceTask',
  'sendTask',
  'businessRuleTask',
  'scriptTask',
  'passTask',
])

const neverWaits = ({ type, topic }: ElementContent): boolean => AT_ONCE.has(type) && topic === undefined
