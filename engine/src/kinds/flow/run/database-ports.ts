import { businessDay } from '../../../base/business-day.ts'
import { newId } from '../../../base/ids.ts'
import { systemPrincipal } from '../../../runtime/command-runner.ts'
import type { RunContext } from '../../../runtime/context.ts'
import type { FlowPorts, RuleDecision } from '../ports.ts'
import type { FlowState, Subject, Task } from '../state.ts'
import { peopleDirectory } from './people-directory.ts'
import { readStarter } from './statements/read-starter.ts'

type Record_ = Record<string, unknown>

/** A task that was opened, or came to somebody's turn, in this command. */
export interface OpenedTask {
  task: Task
  people: readonly string[]
}

/** The world of a run on the database, with what was asked of it on the way. */
export interface DatabasePorts extends FlowPorts {
  opened: OpenedTask[]
}

/** `record` is what the caller knows of the subject already. Flows act as the system: their steps are not limited by the rights of the person who happens to complete a task. */
export function databasePorts(
  ctx: RunContext,
  state: Pick<FlowState, 'instance'>,
  record: Record_ | null = null,
): DatabasePorts {
  const system = ctx.as(systemPrincipal)
  const opened: OpenedTask[] = []
  const { subject, starter } = state.instance
  let current = record
  return {
    opened,
    now: () => ctx.clock.now(),
    newId,
    people: peopleDirectory(ctx),
    record: async () => (current ??= subject && (await loadSubject(system, subject))),
    starter: async () => (starter === null ? null : ((await ctx.tx.query<Record_>(readStarter, [starter]))[0] ?? null)),
    evaluate: ({ ruleSet, inputs, asOf, pinned }) =>
      system.run<RuleDecision>('rule-set', ruleSet, 'evaluate', {
        inputs,
        ignoreUnknown: true,
        ...(asOf !== null && { asOf }),
        ...(pinned && {
          pinned: { snapshot: state.instance.snapshot, day: businessDay(new Date(state.instance.startedAt)) },
        }),
      }),
    call: async request => {
      const result = await system.call(request.function, request.input)
      current = null
      return result
    },
    notify: async (task, people) => void opened.push({ task, people }),
  }
}

export const loadSubject = (system: RunContext, { entity, id }: Subject): Promise<Record_> =>
  system.run<Record_>('entity', entity, 'load', { id })
