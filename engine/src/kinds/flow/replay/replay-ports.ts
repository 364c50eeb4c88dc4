import type { FakeClock } from '../../../base/clock.ts'
import { InvalidInput, NotFound } from '../../../base/errors.ts'
import { BpmnError } from '../bpmn-error.ts'
import type { FlowGraph } from '../graph.ts'
import { numberedIds } from '../memory/numbered-ids.ts'
import type { CalledProcess, FlowPorts } from '../ports.ts'
import { recordFields } from './record-fields.ts'
import type { RecordedAnswers } from './recorded-answers.ts'
import type { CalledAnswer } from './taken-input.ts'

/** The present world, asked where the past run asked nothing of the kind; functions are never called. */
export interface PresentWorld extends Pick<
  FlowPorts,
  'people' | 'record' | 'starter' | 'evaluate' | 'called' | 'calendar'
> {
  /** The process that was called then. */
  processOf(called: CalledAnswer): Promise<FlowGraph | { fault: string }>
}

export interface ReplayPorts extends FlowPorts {
  /** Elements for which the present world was asked. */
  askedAnew: Set<string>
}

/** Answers as it was answered then. Messages and signals go nowhere: what came of them is among the inputs. */
export function replayPorts(
  answers: RecordedAnswers,
  present: PresentWorld,
  { clock, text }: { clock: FakeClock; text: FlowGraph },
): ReplayPorts {
  const askedAnew = new Set<string>()
  const anew = <Answer>(element: string, answer: Answer): Answer => {
    askedAnew.add(element)
    return answer
  }
  return {
    askedAnew,
    now: () => clock.now(),
    newId: numberedIds(),
    people: {
      find: async (queries, asker) => {
        const element = asker?.element ?? ''
        const found = queries.length === 0 ? [] : answers.people(element, queries)
        return found ?? anew(element, present.people.find(queries, asker))
      },
    },
    record: async (instance, asker) => {
      const then = answers.record(asker.element)
      if (then === undefined) return anew(asker.element, present.record(instance, asker))
      return then === null ? null : withRest(then, text, () => present.record(instance, asker))
    },
    starter: async (instance, asker) => {
      const then = answers.starter()
      return then === undefined ? anew(asker.element, present.starter(instance, asker)) : then
    },
    evaluate: async (question, instance, asker) => {
      const answer = answers.rule(asker.element, question)
      if (answer === undefined) return anew(asker.element, present.evaluate(question, instance, asker))
      if ('fault' in answer) throw new RecordedFault(answer.fault)
      return { outputs: answer.outputs }
    },
    call: async (request, asker) => {
      const answer = answers.call(asker.element, request.function)
      if (answer?.error !== undefined) throw new BpmnError(answer.error.code, answer.error.message)
      return answer?.result
    },
    notify: async () => {},
    called: async (question, instance, asker) => {
      const answer = answers.called(asker.element, question)
      if (answer === undefined) return anew(asker.element, present.called(question, instance, asker))
      return 'fault' in answer ? answer : calledThen(answer, text, present)
    },
    publish: async () => {},
    broadcast: async () => {},
    loadRest: async () => {},
    calendar: name => present.calendar(name),
  }
}

/** A process of the flow's own text is that of the version which is tried. */
async function calledThen(
  answer: CalledAnswer,
  text: FlowGraph,
  present: PresentWorld,
): Promise<CalledProcess | { fault: string }> {
  const { definition, version, snapshot, process } = answer
  const own = definition === text.name && process !== '' ? text.processes[process] : undefined
  const graph = own ?? (await present.processOf(answer))
  return 'fault' in graph ? graph : { definition, version, snapshot, graph }
}

/**
 * Fields that nobody read then are those of the present record: it is looked at only when the version reads more of it, and
 * may be gone.
 */
async function withRest(
  then: Readonly<Record<string, unknown>>,
  text: FlowGraph,
  now: () => Promise<Record<string, unknown> | null>,
): Promise<Record<string, unknown>> {
  const fields = recordFields(text)
  if (fields !== null && [...fields].every(name => Object.hasOwn(then, name))) return then
  try {
    return { ...(await now()), ...then }
  } catch (error) {
    if (!(error instanceof NotFound)) throw error
    return then
  }
}

/** What a rule set refused then, it refuses again. */
class RecordedFault extends InvalidInput {
  constructor({ code, message }: { code: string; message: string }) {
    super(code, message)
  }
}
