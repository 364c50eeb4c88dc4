import { businessDay } from '../../../base/business-day.ts'
import { newId } from '../../../base/ids.ts'
import { systemPrincipal } from '../../../runtime/command-runner.ts'
import type { RunContext } from '../../../runtime/context.ts'
import type { FlowGraph } from '../graph.ts'
import type { FlowPorts, RuleDecision } from '../ports.ts'
import type { FlowState, Instance, Subject, Task } from '../state.ts'
import { calledProcess } from './called-process.ts'
import { addCalled } from './graphs-of-run.ts'
import { readRest } from './load-state.ts'
import { broadcastWithCommand, publishWithCommand } from './messages/outgoing.ts'
import { peopleDirectory } from './people-directory.ts'
import { readStarter } from './statements/read-starter.ts'
import { workingCalendar } from './working-calendars.ts'

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

interface Known {
  /** What the caller knows of the root's subject already. */
  record?: Record_ | null
  /** Graphs of called runs: those of runs that are read later are put here. */
  called?: Map<string, FlowGraph>
}

/**
 * Flows act as the system: their steps are not limited by the rights of the person who happens to complete a task.
 */
export function databasePorts(
  ctx: RunContext,
  state: Pick<FlowState, 'instance'>,
  { record = null, called = new Map() }: Known = {},
): DatabasePorts {
  const system = ctx.as(systemPrincipal)
  const opened: OpenedTask[] = []
  // One command, one instant: what an expression says of the time is what the history says.
  const now = ctx.clock.now()
  const records = subjectRecords(system)
  if (record !== null && state.instance.subject !== null) records.put(state.instance.subject, record)
  return {
    opened,
    now: () => now,
    newId,
    people: peopleDirectory(ctx),
    record: async ({ subject }) => subject && records.get(subject),
    starter: async ({ starter }) =>
      starter === null ? null : ((await ctx.tx.query<Record_>(readStarter, [starter]))[0] ?? null),
    evaluate: (question, instance) => evaluate(system, question, instance),
    call: async request => {
      const result = await system.call(request.function, request.input)
      records.forget()
      return result
    },
    notify: async (task, people) => void opened.push({ task, people }),
    called: (question, instance) => calledProcess(ctx, question, instance),
    publish: async ({ name, key, timeToLive, variables }) =>
      publishWithCommand(ctx, { name, key, messageId: null, timeToLive, variables }),
    broadcast: async ({ name, variables }, root) => broadcastWithCommand(ctx, { name, variables, from: root }),
    loadRest: async rest => {
      await readRest(ctx.tx, rest)
      const broken = await addCalled(ctx, rest, called)
      if (broken !== null) throw broken
    },
    calendar: name => workingCalendar(ctx, name),
  }
}

const evaluate = (
  system: RunContext,
  { ruleSet, inputs, asOf, pinned }: Parameters<FlowPorts['evaluate']>[0],
  { snapshot, startedAt }: Instance,
): Promise<RuleDecision> =>
  system.run<RuleDecision>('rule-set', ruleSet, 'evaluate', {
    inputs,
    ignoreUnknown: true,
    ...(asOf !== null && { asOf }),
    ...(pinned && { pinned: { snapshot, day: businessDay(new Date(startedAt)) } }),
  })

/** Records as they are until a function may have changed them. */
function subjectRecords(system: RunContext) {
  const known = new Map<string, Promise<Record_>>()
  return {
    put: ({ id }: Subject, record: Record_) => void known.set(id, Promise.resolve(record)),
    forget: () => known.clear(),
    get(subject: Subject): Promise<Record_> {
      let record = known.get(subject.id)
      if (record === undefined) known.set(subject.id, (record = loadSubject(system, subject)))
      return record
    },
  }
}

export const loadSubject = (system: RunContext, { entity, id }: Subject): Promise<Record_> =>
  system.run<Record_>('entity', entity, 'load', { id })
