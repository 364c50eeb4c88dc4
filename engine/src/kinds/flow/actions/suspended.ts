import { Conflict } from '../../../base/errors.ts'
import type { RunningFlow } from '../kernel/running-flow.ts'

/** A suspended run stands still. Throws FlowSuspended. */
export function refuseSuspended({ state, graph }: RunningFlow): void {
  if (state.instance.suspended) throw new FlowSuspended(graph.title || graph.name)
}

export class FlowSuspended extends Conflict {
  constructor(flow: string) {
    super(
      'flow.suspended',
      `This run of ${flow} is suspended. Nothing was changed; it goes on when an administrator resumes it.`,
    )
  }
}
