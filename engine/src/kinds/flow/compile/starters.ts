import type { Who } from '../graph.ts'
import { compileWho } from './compile-who.ts'
import type { Compiling, CompilingElement } from './compiling.ts'
import { WHOLE_FLOW } from './faults.ts'

/** Who may start the flow by hand; null for everybody. Other processes of a text are started by it, not by people. */
export function compileStarters(compiling: Compiling): readonly Who[] | null {
  const { content, process } = compiling
  if (content.starters === undefined || process.id !== '') return null
  const at: CompilingElement = { compiling, id: WHOLE_FLOW, reads: { record: false, starter: false } }
  return content.starters.map(who => compileWho(who, at)).filter(who => who !== null)
}
