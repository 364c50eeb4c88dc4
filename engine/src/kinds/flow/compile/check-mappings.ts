import type { ElementContent } from '../content.ts'
import type { Compiling } from './compiling.ts'

/** Mappings where they can't mean anything: events on a border have no values of their own, instances share one output. */
export function checkMappings(element: ElementContent, { faults, content: { dialect } }: Compiling): void {
  const { id, type, inputMappings = [], outputMappings = [], loop } = element
  const outputs = outputMappings.length > 0
  if (type === 'boundaryEvent' && inputMappings.length > 0) {
    faults.at(id, 'flow.mapping_place', `${id} can't map values in: a boundary event has none of its own. Remove them.`)
  }
  if (type === 'boundaryEvent' && outputs && dialect === 'camunda7') {
    faults.at(id, 'flow.mapping_place', `${id} can't map values out: Camunda 7 forbids it on boundary events.`)
  }
  if (loop?.type !== 'multi' || !outputs || dialect !== 'camunda7') return
  const message = `${id} is done several times and can't map values out: each would overwrite the one before. Collect them in an output collection.`
  faults.at(id, 'flow.mapping_place', message)
}
