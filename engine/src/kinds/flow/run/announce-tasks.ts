import type { RunContext } from '../../../runtime/context.ts'
import { graphOf } from '../kernel/running-flow.ts'
import type { LockedRun } from './change-run.ts'
import { namesOf } from './names-of.ts'
import type { About } from './summaries.ts'

/** Tells people of tasks that wait for them. A task that was closed again within the command is nobody's business. */
export async function announceTasks(ctx: RunContext, run: LockedRun, about: About): Promise<void> {
  const { state, ports } = run
  for (const { task, people } of ports.opened) {
    if (state.tasks.get(task.id)?.state !== 'open' || people.length === 0) continue
    const { starter } = state.instances.get(task.instance)!
    const { name, title } = graphOf(run, task.instance)
    const { subject, summary } = about(task.instance)
    await ctx.run('notice', '*', 'task-opened', {
      taskId: task.id,
      title: task.title,
      kind: task.kind,
      people,
      flow: { name, title },
      starter,
      starterName: await starterName(ctx, starter),
      entity: subject?.entity ?? null,
      recordId: subject?.id ?? null,
      recordTitle: summary?.title ?? null,
    })
  }
}

/** Whoever starts a run is at hand. */
async function starterName(ctx: RunContext, starter: string | null): Promise<string | null> {
  if (starter === null || starter === ctx.principal.personId) return starter && ctx.principal.name
  return (await namesOf(ctx, [starter])).get(starter) ?? null
}
