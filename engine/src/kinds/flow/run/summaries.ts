import { systemPrincipal } from '../../../runtime/command-runner.ts'
import type { RunContext } from '../../../runtime/context.ts'
import type { Instance, Subject } from '../state.ts'
import type { LockedRun } from './change-run.ts'
import { loadSubject } from './database-ports.ts'
import { subjectSummary, type SubjectSummary } from './subject-summary.ts'

/** What lists and notices say of the record of a run. */
export type About = (instance: string) => { subject: Instance['subject']; summary: SubjectSummary | null }

/** Only tasks that open now are told about. */
export async function summaries(ctx: RunContext, { state, ports }: LockedRun): Promise<About> {
  const told = [...state.tasks.changes().created, ...ports.opened.map(each => each.task)]
  const byInstance = new Map<string, SubjectSummary>()
  for (const instance of new Set(told.map(task => task.instance))) {
    const { subject } = state.instances.get(instance)!
    if (subject !== null) byInstance.set(instance, await summaryOf(ctx, subject))
  }
  return instance => ({
    subject: state.instances.get(instance)?.subject ?? null,
    summary: byInstance.get(instance) ?? null,
  })
}

const summaryOf = async (ctx: RunContext, subject: Subject): Promise<SubjectSummary> =>
  subjectSummary(ctx.snapshot, subject.entity, await loadSubject(ctx.as(systemPrincipal), subject))
