import type { FlowContent, ListenerContent } from '../../../content.ts'
import type { ModdleElement } from '../../moddle-element.ts'
import { present } from '../../present.ts'
import type { Reading } from '../../reading.ts'
import { readJavaListeners } from './listeners.ts'
import { readStarters } from './people.ts'

/** Settings of a process. */
export function readJavaProcess(process: ModdleElement, reading: Reading): Partial<FlowContent> {
  const id: string = process['id']
  const said = reading.foreign(process, id)
  const refuse = (message: string): void =>
    void reading.faults.push({ code: 'flow.not_runnable', message, elementId: id })
  if (readJavaListeners(said, reading, refuse).length > 0 || said.has('eventListener'))
    refuse(`${id} has listeners of its own. Put them on its start and end events.`)
  said.has('properties')
  const starters = readStarters(said)
  return {
    ...(present({
      historyDays: daysOf(said.attribute('historyTimeToLive'), id, reading),
      versionTag: said.attribute('versionTag'),
    }) as Partial<FlowContent>),
    ...(starters.length > 0 && { starters }),
  }
}

/** `180` and `P180D` are days. */
function daysOf(text: string | undefined, id: string, reading: Reading): number | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const days = /^P?(\d{1,6})D?$/.exec(text.trim())?.[1]
  if (days === undefined) reading.notMapped(id, `historyTimeToLive="${text}"`, 'Use a number of days.')
  return days === undefined ? undefined : Number(days)
}

/** Listeners of a sequence flow, and a condition that stands in another file. */
export function readJavaFlow(flow: ModdleElement, reading: Reading): ListenerContent[] {
  const id: string = flow['id'] ?? ''
  const refuse = (message: string): void =>
    void reading.faults.push({ code: 'flow.not_runnable', message: `${id}: ${message}`, elementId: id })
  const condition: ModdleElement | undefined = flow['conditionExpression']
  if (condition !== undefined && reading.foreign(condition, id).attribute('resource') !== undefined)
    refuse('Its condition stands in another file. Write it into the sequence flow.')
  return readJavaListeners(reading.foreign(flow, id), reading, refuse).map(listener => ({ ...listener, event: 'take' }))
}
