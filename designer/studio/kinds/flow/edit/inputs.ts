import type { Element } from 'bpmn-js/lib/model/Types'
import { extensionsOf, type BusinessObject } from './business-object.ts'
import type { FlowEditor } from './flow-editor.ts'

/** The values that a task hands over, in the order of the text. */
export const inputsOf = (task: BusinessObject): BusinessObject[] => extensionsOf(task, 'jw:Input')

/** Gives an input a value, as one step of undo; no value takes it away. */
export function writeInput(editor: FlowEditor, element: Element, name: string, value: string | undefined): void {
  const given = inputsOf(element.businessObject)
  const present = given.find(input => input.name === name)
  if (present && value) return editor.setPart(element, present, { value })
  const rest = given.filter(input => input !== present)
  editor.setExtensions(element, 'jw:Input', value ? [...rest, editor.create('jw:Input', { name, value })] : rest)
}
