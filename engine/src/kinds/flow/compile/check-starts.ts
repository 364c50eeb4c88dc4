import type { ElementContent } from '../content.ts'
import type { Compiling } from './compiling.ts'
import { WHOLE_FLOW } from './faults.ts'
import { startsOf } from './scope-starts.ts'

/** How a process or subprocess begins: at one place, that can be told. */
export function checkStarts(scope: string, compiling: Compiling): void {
  const { process } = compiling
  const host = process.byId.get(scope)
  if (host?.type === 'eventSubProcess') checkEventSubProcess(scope, compiling)
  else if (host?.type === 'adHocSubProcess') checkAdHoc(scope, compiling)
  else checkPlainStarts(scope, compiling)
}

function checkPlainStarts(scope: string, { process, faults, strict }: Compiling): void {
  const starts = process.children(scope).filter(isStart)
  if (scope === '' && starts.length === 0 && (strict || startsOf('', process).length === 0)) {
    const at = process.id === '' ? WHOLE_FLOW : process.id
    const message = 'The flow has no start event. Add one; its trigger says what starts the flow.'
    faults.at(at, 'flow.no_start', message)
  }
  const [, second] = starts.filter(
    ({ type, event, trigger }) => type === 'startEvent' && event === undefined && trigger === undefined,
  )
  if (scope === '') checkMessages(starts, faults)
  if (second === undefined) return
  const message = `${second.id} is a second start event without definition${scope === '' ? '' : ` in ${scope}`}: nobody could tell where it begins. Keep one of them.`
  faults.at(second.id, 'flow.several_starts', message)
}

/** One message starts one run of a process. */
function checkMessages(starts: readonly ElementContent[], faults: Compiling['faults']): void {
  const known = new Map<string, string>()
  for (const { id, event } of starts) {
    if (event?.type !== 'message' || event.name === '') continue
    const other = known.get(event.name)
    const message = `${id} waits for the message "${event.name}" as ${other} does: nobody could tell which of them begins. Keep one of them.`
    if (other !== undefined) faults.at(id, 'flow.several_starts', message)
    known.set(event.name, id)
  }
}

function checkEventSubProcess(scope: string, { process, faults }: Compiling): void {
  const starts = process.children(scope).filter(isStart)
  if (starts.length === 1) return
  const message = `The event subprocess ${scope} must have exactly one start event, which says what starts it.`
  faults.at(starts[1]?.id ?? scope, 'flow.event_subprocess_start', message)
}

function checkAdHoc(scope: string, { process, faults }: Compiling): void {
  for (const { id, type } of process.children(scope)) {
    if (type !== 'startEvent' && type !== 'endEvent') continue
    const message = `The ad-hoc subprocess ${scope} has neither start nor end events: its activities are begun one by one. Remove ${id}.`
    faults.at(id, 'flow.misplaced_event', message)
  }
}

/** One that is refused for other reasons is a start all the same. */
const isStart = ({ type, bpmn }: ElementContent): boolean =>
  type === 'startEvent' || (type === 'unsupported' && bpmn?.startsWith('bpmn:StartEvent') === true)
