import { requireRight } from '../../../../access/require-right.ts'
import { businessDay } from '../../../../base/business-day.ts'
import { JingweiError } from '../../../../base/errors.ts'
import type { RunContext } from '../../../../runtime/context.ts'
import type { StartedRun } from '../start-runs.ts'
import { eventStarts, type EventStart } from './event-starts.ts'
import { beginRun } from './start-by-event.ts'

/** Begins a run at every conditional start event whose condition holds with these variables. Throws MissingRight. */
export async function evaluateConditions(
  ctx: RunContext,
  { variables, businessKey }: { variables: Record<string, unknown>; businessKey: string | null },
): Promise<StartedRun[]> {
  requireRight(ctx, 'publish', 'message')
  const started: StartedRun[] = []
  for (const start of eventStarts(ctx.snapshot, 'condition'))
    if (holds(ctx, start, variables))
      started.push(await beginRun(ctx, start, { businessKey, variables: { ...variables } }))
  return started
}

/** A condition that can't be decided, since it speaks of something else, doesn't hold. */
function holds(ctx: RunContext, { at }: EventStart, variables: Record<string, unknown>): boolean {
  if (at.event.type !== 'condition') return false
  const { condition, variables: about } = at.event
  if (about !== null && !about.some(name => Object.hasOwn(variables, name))) return false
  const now = ctx.clock.now()
  try {
    return condition.evaluate({ ...variables, now: now.toISOString(), today: businessDay(now) }) === true
  } catch (error) {
    if (error instanceof JingweiError) return false
    throw error
  }
}
