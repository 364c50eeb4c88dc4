import { END, flows, flowText, START } from '../../engine/src/kinds/flow/fixtures/compiled.ts'
import type { PackFile } from '../../engine/src/metadata/kind.ts'

/** A message whose key is the variable `order`. */
export const MESSAGES = `<message id="paid" name="paid" jw:correlationKey="=order"/><message id="hello" name="hello"/><signal id="alarm" name="alarm"/>`

export const on = (message: string): string => `<messageEventDefinition id="m_${message}" messageRef="${message}"/>`

export const bpmnFile = (name: string, body: string, root = MESSAGES): PackFile => ({
  path: `flows/${name}.bpmn`,
  text: flowText(body, name, root),
})

/** A catch event for the message. */
export const catches = (id: string, message: string): string =>
  `<intermediateCatchEvent id="${id}">${on(message)}</intermediateCatchEvent>`

/** start > set > got > end: waits for `paid` with the key of its variable `order`. */
export const waiter = (name: string): PackFile =>
  bpmnFile(name, `${START}${catches('got', 'paid')}${END}${flows('start > got > end')}`)
