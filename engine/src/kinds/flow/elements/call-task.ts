import type { Effect } from '../effect.ts'
import type { CallTask } from '../graph.ts'
import { inputsIn } from '../scope.ts'
import { resultIn } from './result-in.ts'
import type { At, Behaviour } from './behaviour.ts'

/**
 * Service and send tasks, and throwing messages, that call a registered function (BPMN 2.0.2 §10.3.3): inside the command's
 * transaction, or, when its effects are outside, by a worker of the engine, who gets it under the topic `function:<name>`.
 */
export const callTask: Behaviour<CallTask> = {
  enter: at => {
    const { element, token } = at
    const input = { ...subjectInputs(element, at.instance.subject), ...inputsIn(element.inputs, at.scope) }
    return element.external
      ? [
          {
            do: 'offer',
            token: token.id,
            topic: functionTopic(element.function),
            priority: 0,
            variables: input,
            headers: {},
          },
        ]
      : [{ do: 'call', token: token.id, function: element.function, input }]
  },
  resume(at, answer) {
    return functionDone(at, answer.to === 'call' ? answer.result : undefined)
  },
}

/** The function has answered. */
export const functionDone = (at: At<CallTask>, result: unknown): Effect[] => [
  {
    do: 'note',
    instance: at.instance.id,
    element: at.element.id,
    event: 'called',
    data: { function: at.element.function },
  },
  ...resultIn(at, at.element.resultVariable, result),
  { do: 'leave', token: at.token.id },
]

/** Topic under which calls of a function wait. */
export const functionTopic = (name: string): string => `function:${name}`

const subjectInputs = (element: CallTask, subject: { entity: string; id: string } | null) =>
  Object.fromEntries(element.subjectInputs.map(name => [name, subject?.[name] ?? null]))
