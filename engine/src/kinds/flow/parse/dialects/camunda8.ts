import type { EventContent, FlowContent } from '../../content.ts'
import type { ModdleElement } from '../moddle-element.ts'
import { present } from '../present.ts'
import type { ElementReading } from '../element-reading.ts'
import type { Reading } from '../reading.ts'
import type { DialectReader } from './dialect.ts'
import { refuseVariableEvents } from './java/event.ts'
import { feelOnly } from './jingwei.ts'
import { readZeebeElement } from './zeebe/zeebe-element.ts'

/** Models of Camunda 8: `zeebe:` elements, and FEEL after `=`. */
export const camunda8: DialectReader = {
  name: 'camunda8',
  prefixes: ['zeebe'],
  harmless: new Set([
    'zeebe:modelerTemplate',
    'zeebe:modelerTemplateVersion',
    'zeebe:modelerTemplateIcon',
    'zeebe:exampleOutputJson',
    '<zeebe:userTaskForm>',
  ]),
  codeless: 'id',
  counterBase: 1,
  compensationWaits: false,
  foreign: true,
  expression: feelOnly,
  nameItself: new Set(),
  process: readProcess,
  element: readZeebeElement,
  event: readEvent,
  loop: (loop, at) => {
    const said = at.foreign(loop).child('loopCharacteristics')
    return present({
      collection: said?.attribute('inputCollection'),
      elementVariable: said?.attribute('inputElement'),
      outputCollection: said?.attribute('outputCollection'),
      outputElement: said?.attribute('outputElement'),
    })
  },
  flow: () => [],
  dataObject: () => undefined,
}

function readProcess(process: ModdleElement, reading: Reading): Partial<FlowContent> {
  const id: string = process['id']
  const said = reading.foreign(process, id)
  if (said.has('executionListeners')) {
    const message = `${id} has listeners of its own. Put a task behind its start and before its end instead.`
    reading.faults.push({ code: 'flow.not_runnable', message, elementId: id })
  }
  said.has('properties')
  return present({ versionTag: said.child('versionTag')?.attribute('value') }) as Partial<FlowContent>
}

function readEvent(definition: ModdleElement, at: ElementReading, core: EventContent): Partial<EventContent> {
  if (core.type === 'condition') {
    const filter = at.foreign(definition).child('conditionalFilter')
    refuseVariableEvents(filter?.attribute('variableEvents'), at)
    const names = filter
      ?.attribute('variableNames')
      ?.split(',')
      .map(name => name.trim())
    return present({ variables: names }) as Partial<EventContent>
  }
  if (core.type !== 'message') return {}
  const message: ModdleElement | undefined = definition['messageRef']
  const subscription = message && at.foreign(message).child('subscription')
  const published = at.foreign(definition).child('publishMessage') ?? at.foreign().child('publishMessage')
  if (published?.attribute('messageId') !== undefined)
    at.notMapped('messageId', 'A message that a run throws is published once anyway.')
  return present({
    key: published?.attribute('correlationKey') ?? subscription?.attribute('correlationKey'),
    timeToLive: published?.attribute('timeToLive'),
  }) as Partial<EventContent>
}
