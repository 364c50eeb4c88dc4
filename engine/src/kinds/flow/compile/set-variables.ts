import type { ElementContent, FlowContent } from '../content.ts'
import type { ProcessStructure } from './process-structure.ts'

/** A variable that an element sets. */
export interface SetVariable {
  name: string
  /** What says it, as authors know it. */
  by: string
  /** after: when it is done. inside: a local value of its own scope, gone when it is done. */
  when: 'after' | 'inside'
}

/** Counters that a loop gives to its instances (Camunda's names). */
export const LOOP_COUNTERS = ['loopCounter', 'nrOfInstances', 'nrOfActiveInstances', 'nrOfCompletedInstances']

/** All variables that an element sets, in the order in which it does. */
export function variablesSetBy(element: ElementContent): SetVariable[] {
  const { loop, event, call } = element
  const inside = (name: string, by: string): SetVariable => ({ name, by, when: 'inside' })
  const after = (name: string, by: string): SetVariable => ({ name, by, when: 'after' })
  const caught = event !== undefined && 'codeVariable' in event ? [event.codeVariable] : []
  const told = event?.type === 'error' ? [event.messageVariable] : []
  return [
    ...(loop ? LOOP_COUNTERS.map(name => inside(name, 'loop')) : []),
    ...(loop?.type === 'multi' ? given([loop.elementVariable]).map(name => inside(name, 'elementVariable')) : []),
    ...(element.dataObjects ?? []).map(({ name }) => inside(name, 'dataObject')),
    ...(element.inputMappings ?? []).map(({ name }) => inside(name, 'input')),
    ...given([element.initiator]).map(name => after(name, 'initiator')),
    ...given([...caught, ...told]).map(name => after(name, 'the variables of its error or escalation')),
    ...given([element.resultVariable]).map(name => after(name, 'resultVariable')),
    ...(element.listeners ?? []).flatMap(({ resultVariable }) =>
      given([resultVariable]).map(name => after(name, 'the result of a listener')),
    ),
    ...(call?.out ?? []).map(({ name }) => after(name, 'out')),
    ...(loop?.type === 'multi' ? given([loop.outputCollection]).map(name => after(name, 'outputCollection')) : []),
    ...(element.outputMappings ?? []).map(({ name }) => after(name, 'output')),
  ]
}

/** First variables of the process itself. */
export const dataObjectsOf = (content: FlowContent, { id }: ProcessStructure) =>
  (id === '' ? content.dataObjects : content.processes?.find(process => process.id === id)?.dataObjects) ?? []

const given = (names: readonly (string | undefined)[]): string[] => names.filter(name => name !== undefined)
