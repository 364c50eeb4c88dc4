import { applying, note } from '../apply-effect.ts'
import type { RunningFlow } from '../kernel/running-flow.ts'

/**
 * What the command took from outside goes with its first entry in the history of the root, so that it costs no row; an entry
 * of its own when nothing happened there.
 */
export function noteInputs(running: RunningFlow): void {
  const inputs = running.recording?.drain() ?? []
  if (inputs.length === 0) return
  const { state } = running
  const { id } = state.instance
  if (!state.history.some(entry => entry.instance === id)) note(applying(running), { element: '', event: 'input' })
  state.history.find(entry => entry.instance === id)!.input = inputs
}
