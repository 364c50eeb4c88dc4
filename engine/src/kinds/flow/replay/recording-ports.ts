import { JingweiError } from '../../../base/errors.ts'
import type { Asker } from '../asker.ts'
import { BpmnError } from '../bpmn-error.ts'
import { graphOf, type RunningFlow } from '../kernel/running-flow.ts'
import type { FlowPorts } from '../ports.ts'
import { questionKey, sortedText } from './question-key.ts'
import { recordFields } from './record-fields.ts'
import { Recording } from './recording.ts'
import type { WorldAnswer } from './taken-input.ts'

/** From now on what the run takes from outside is written down, when its definition wants a full history. */
export function recordRun(running: RunningFlow): void {
  if (running.graph.history !== 'full') return
  running.recording = new Recording()
  running.ports = recordingPorts(running.ports, running, running.recording)
}

/** The same ports; what they answer is written down. */
function recordingPorts<Ports extends FlowPorts>(ports: Ports, running: RunningFlow, recording: Recording): Ports {
  const { people } = ports
  return {
    ...ports,
    people: {
      find: async (queries, asker) => {
        const found = await people.find(queries, asker)
        if (asker !== undefined && queries.length > 0) {
          // Who is not active takes part in nothing.
          const ids = found.map(each => each.filter(person => person.active).map(person => person.id))
          recording.answered({ ask: 'people', at: asker.element, q: questionKey(queries), found: ids })
        }
        return found
      },
    },
    record: async (instance, asker) => {
      const record = await ports.record(instance, asker)
      noteRecord(recording, { ask: 'record', at: asker.element, record: partOf(record, running, asker) })
      return record
    },
    starter: async (instance, asker) => {
      const starter = await ports.starter(instance, asker)
      if (recording.last('starter') === undefined) recording.answered({ ask: 'starter', at: asker.element, starter })
      return starter
    },
    evaluate: async (question, instance, asker) => {
      const about = { ask: 'rule', at: asker.element, q: ruleKey(question) } as const
      try {
        const decision = await ports.evaluate(question, instance, asker)
        recording.answered({ ...about, outputs: decision.outputs })
        return decision
      } catch (error) {
        if (error instanceof JingweiError && error.status < 500) recording.answered({ ...about, fault: faultOf(error) })
        throw error
      }
    },
    call: async (request, asker) => {
      const about = { ask: 'call', at: asker.element, q: request.function } as const
      try {
        const result = await ports.call(request, asker)
        if (asker.wanted) recording.answered({ ...about, result: result ?? null })
        return result
      } catch (error) {
        if (error instanceof BpmnError)
          recording.answered({ ...about, error: { code: error.errorCode, message: error.message } })
        throw error
      }
    },
    called: async (question, instance, asker) => {
      const found = await ports.called(question, instance, asker)
      const about = { ask: 'called', at: asker.element, q: questionKey(question) } as const
      if ('fault' in found) recording.answered({ ...about, process: { fault: found.fault } })
      else {
        const { definition, version, snapshot, graph } = found
        recording.answered({ ...about, process: { definition, version, snapshot, process: graph.process } })
      }
      return found
    },
  }
}

/** By what a decision depends on; the day of `as of` is one of them. */
export const ruleKey = ({ ruleSet, inputs, asOf }: Parameters<FlowPorts['evaluate']>[0]): string =>
  questionKey({ ruleSet, inputs, asOf })

const faultOf = ({ code, message }: JingweiError) => ({ code, message })

/** Only what the flow reads: records are big, and a history keeps every one. */
function partOf(
  record: Record<string, unknown> | null,
  running: RunningFlow,
  { instance }: Asker,
): Record<string, unknown> | null {
  const fields = recordFields(graphOf(running, instance.id))
  if (record === null || fields === null) return record
  return Object.fromEntries([...fields].filter(name => Object.hasOwn(record, name)).map(name => [name, record[name]]))
}

function noteRecord(recording: Recording, answer: Extract<WorldAnswer, { ask: 'record' }>): void {
  const last = recording.last('record')
  if (last === undefined || sortedText(last.record) !== sortedText(answer.record)) recording.answered(answer)
}
