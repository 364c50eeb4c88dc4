import type { CallTask } from '../graph.ts'
import { inputsIn } from '../scope.ts'
import type { Behaviour } from './behaviour.ts'

/** Service and send task: calls a registered function inside the command's transaction (BPMN 2.0.2 §10.3.3). */
export const callTask: Behaviour<CallTask> = {
  enter: at => [
    {
      do: 'call',
      token: at.token.id,
      function: at.element.function,
      input: { ...subjectInputs(at.element, at.state.instance.subject), ...inputsIn(at.element.inputs, at.scope) },
    },
  ],
  resume(at, answer) {
    const { element } = at
    const result = answer.to === 'call' ? answer.result : undefined
    return [
      { do: 'note', element: element.id, event: 'called', data: { function: element.function } },
      ...(element.resultVariable === null
        ? []
        : [{ do: 'set' as const, name: element.resultVariable, value: result ?? null }]),
      { do: 'leave', token: at.token.id },
    ]
  },
}

const subjectInputs = (element: CallTask, subject: { entity: string; id: string } | null) =>
  Object.fromEntries(element.subjectInputs.map(name => [name, subject?.[name] ?? null]))
