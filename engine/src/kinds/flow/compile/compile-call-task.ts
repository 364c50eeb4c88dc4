import type { ElementContent } from '../content.ts'
import type { CallTask } from '../graph.ts'
import type { Own } from './own.ts'
import { compileInputs } from './compile-inputs.ts'
import { refer, type CompilingElement } from './compiling.ts'
import { DEFAULT_RETRIES } from './compile-retries.ts'

const SUBJECT_INPUTS = ['entity', 'id'] as const

/**
 * A function that takes `entity` and `id` gets those of the flow's record unless the text says otherwise. One that talks to
 * another system runs in a job of its own: what it did can't be taken back with the transaction.
 */
export function compileCallTask(element: ElementContent, at: CompilingElement): Own | null {
  const { faults, link, subjectName } = at.compiling
  const name = element.function!
  const signature = link.function(name)
  if (signature === undefined) {
    const message = `No module or plugin registers the function "${name}".`
    faults.at(element.id, 'flow.unknown_function', message, { asked: name, known: link.functionNames() })
    return null
  }
  refer(at.compiling, { to: `function/${name}`, at: element.id, in: [`${element.type}@function`] })
  const given = new Set((element.inputs ?? []).map(input => input.name))
  const properties = Object.keys((signature.input.properties ?? {}) as object)
  const filled = subjectName === null ? [] : SUBJECT_INPUTS.filter(key => properties.includes(key) && !given.has(key))
  return {
    type: 'functionTask',
    bpmn: element.type as CallTask['bpmn'],
    function: name,
    inputs: compileInputs(element.inputs ?? [], at, { called: `function ${name}`, schema: signature.input, filled }),
    subjectInputs: filled,
    resultVariable: element.resultVariable ?? null,
    external: signature.effect === 'external',
    ...(signature.effect === 'external' && {
      asyncBefore: true,
      ...(element.retries === undefined && { retries: DEFAULT_RETRIES }),
    }),
  }
}
