import type { RunContext } from '../../../runtime/context.ts'
import type { Instance } from '../state.ts'

/** Runs that move in the present command: their rows may not be written yet. */
export interface RunsInCommand {
  /** Notes that a run moves; the answer ends the note. */
  enter(instance: Instance): () => void
  /** A run of this flow about this record is moving right now, up the stack. */
  includes(definition: string, subject: { entity: string; id: string }): boolean
}

const byCommand = new Map<string, Set<Instance>>()

/** By command, not by context: a nested operation gets another context of the same command. */
export const runsInCommand = ({ commandId }: Pick<RunContext, 'commandId'>): RunsInCommand => ({
  enter(instance) {
    const moving = byCommand.get(commandId) ?? new Set()
    byCommand.set(commandId, moving.add(instance))
    return () => {
      moving.delete(instance)
      if (moving.size === 0) byCommand.delete(commandId)
    }
  },
  includes: (definition, { entity, id }) =>
    [...(byCommand.get(commandId) ?? [])].some(
      i => i.definition === definition && i.subject?.entity === entity && i.subject.id === id,
    ),
})
