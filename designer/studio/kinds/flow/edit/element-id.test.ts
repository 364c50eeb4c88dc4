import { expect, test } from 'vitest'
import { NEW_ELEMENTS } from '../canvas/new-elements.ts'
import { proposeId } from './element-id.ts'

test('an id tells what the element is and is the first free one', () => {
  const taken = new Set(['approve_1', 'approve_2', 'flow_1'])
  const propose = (type: string, kind?: string) =>
    proposeId({ $type: type, ...(kind && { kind }) }, id => taken.has(id))

  expect(propose('bpmn:UserTask', 'approval')).toBe('approve_3')
  expect(propose('bpmn:UserTask', 'task')).toBe('handle_1')
  expect(propose('bpmn:SequenceFlow')).toBe('flow_2')
})

test('every element of the palette, and any other, gets an id that the engine accepts', () => {
  const types = [
    ...Object.values(NEW_ELEMENTS).map(each => each.type),
    'bpmn:TextAnnotation',
    'bpmn:DataObjectReference',
    'bpmn:SubProcess',
  ]

  for (const type of types) expect(proposeId({ $type: type }, () => false)).toMatch(/^[a-z][a-z0-9_]*_1$/)
})
