import type { RunContext } from '../../../../runtime/context.ts'
import type { PresentWorld } from '../../replay/replay-ports.ts'
import type { Instance } from '../../state.ts'
import { databasePorts } from '../database-ports.ts'
import { FlowVersionBroken, graphOfVersion } from '../graph-of-version.ts'

/** The organisation, the records and the rule sets as they are now, to look at; `snapshot` is that of the version that is tried. */
export function presentWorld(ctx: RunContext, instance: Instance, snapshot: number | null): PresentWorld {
  const { people, record, starter, evaluate, called, calendar } = databasePorts(ctx, { instance })
  return {
    people,
    record,
    starter,
    called,
    calendar,
    evaluate: (question, asked, asker) => evaluate(question, { ...asked, snapshot }, asker),
    processOf: async answer => {
      try {
        return await graphOfVersion(ctx, answer)
      } catch (error) {
        if (!(error instanceof FlowVersionBroken)) throw error
        return { fault: error.message }
      }
    },
  }
}
