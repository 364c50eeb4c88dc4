import type { ElementContent } from '../content.ts'
import type { Compiling } from './compiling.ts'
import type { ProcessStructure } from './process-structure.ts'
import { catches, type Thrown } from './thrown.ts'

/** Warns of boundary events and event subprocesses for errors and escalations that nothing inside of their border throws. */
export function checkCaught(element: ElementContent, { process, faults }: Compiling): void {
  const { id, event } = element
  if (event?.type !== 'error' && event?.type !== 'escalation') return
  const border = borderOf(element, process)
  if (border === undefined || inside(border, process).some(each => mayThrow(each, element))) return
  const code = event.code === undefined ? '' : ` "${event.code}"`
  const message = `Nothing in ${border === '' ? 'this flow' : border} throws the ${event.type}${code} that ${id} waits for. Remove it, or throw it.`
  faults.warn(id, 'flow.never_thrown', message)
}

/** The activity on which it sits, or the scope in which its event subprocess stands; undefined for what catches nothing. */
function borderOf(element: ElementContent, process: ProcessStructure): string | undefined {
  if (element.type === 'boundaryEvent') return element.attachedTo
  const own = process.byId.get(process.scopeOf(element))
  return element.type === 'startEvent' && own?.type === 'eventSubProcess' ? process.scopeOf(own) : undefined
}

function inside(border: string, process: ProcessStructure): ElementContent[] {
  const host = process.byId.get(border)
  return [...(host ? [host] : []), ...process.children(border).flatMap(each => inside(each.id, process))]
}

/** Functions and workers throw errors of their own, people too; a called run, and what is refused anyway, may throw anything. */
function mayThrow({ type, event, function: called, topic }: ElementContent, catching: ElementContent): boolean {
  if (type === 'callActivity' || type === 'userTask' || type === 'unsupported') return true
  if (type === 'endEvent' || type === 'intermediateThrowEvent') {
    if (event?.type === 'error' || event?.type === 'escalation') return catches(catching, event as Thrown)
  }
  return catching.event?.type === 'error' && (called !== undefined || topic !== undefined)
}
