import { newId } from '../../../../base/ids.ts'
import type { RunContext } from '../../../../runtime/context.ts'
import { startRun } from '../start-runs.ts'
import { claimForStart, claimOldestForStart, readEventJob, removeEventJob } from '../statements/take-delivery.ts'
import type { EventJob } from './deliver-event.ts'
import { claimKey } from './start-key.ts'
import { startsNamed, type EventStart } from './event-starts.ts'

/**
 * Begins a run for the message or signal of a job, in the version that is present now. `stale`: the message went to another
 * run of the definition, the definition has no such start any more, or a run that the same name and key started is unfinished;
 * then the message waits, and starts the next one when that is over (as in Camunda 8).
 */
export async function startByEvent(ctx: RunContext, jobId: string): Promise<'fired' | 'stale'> {
  const [job] = await ctx.tx.query<EventJob>(readEventJob, [jobId])
  ctx.tx.write(removeEventJob, [jobId])
  if (job === undefined || job.kind === null) return 'stale'
  const start = startOf(ctx, job)
  if (start === undefined) return 'stale'
  const id = newId()
  const variables = job.kind === 'signal' ? job.variables! : await claim(ctx, job, id)
  if (variables === null) return 'stale'
  await beginRun(ctx, start, { id, businessKey: job.key, variables })
  return 'fired'
}

function startOf(ctx: RunContext, { data, element, kind, name }: EventJob): EventStart | undefined {
  const fitting = startsNamed(ctx.snapshot, kind!, name ?? '').filter(
    start =>
      start.definition === data.definition && (data.process === undefined || start.graph.process === data.process),
  )
  return fitting.find(({ at }) => at.id === element) ?? fitting[0]
}

/**
 * The variables of the message that starts the run `id`; null: none does. The key first: a message that has to wait is not
 * taken. Of several with one key the first that was published, whichever job comes first.
 */
async function claim(ctx: RunContext, { data, key, name }: EventJob, id: string): Promise<Values | null> {
  const { definition = '', message } = data
  if (key !== null && !(await claimKey(ctx, { definition, name: name ?? '', key }, id))) return null
  const now = ctx.clock.now().toISOString()
  for (;;) {
    const [picked] = await ctx.tx.query<{ variables: Values; claimed: boolean }>(
      key === null ? claimForStart : claimOldestForStart,
      key === null ? [message, definition, id] : [message, definition, id, now],
    )
    if (picked === undefined) return null
    if (picked.claimed) return picked.variables
  }
}

type Values = Record<string, unknown>

export const beginRun = (
  ctx: RunContext,
  { definition, version, graph, at }: EventStart,
  given: { id?: string; businessKey?: string | null; variables: Record<string, unknown> },
) => startRun(ctx, { definition: { name: definition, version, graph }, at }, { subject: null, ...given })
