import type { ElementContent } from '../content.ts'
import type { Own } from './compile-element.ts'
import { compileInputs } from './compile-inputs.ts'
import { refer, type CompilingElement } from './compiling.ts'

const SUBJECT_INPUTS = ['entity', 'id'] as const

/** A function that takes `entity` and `id` gets those of the flow's record unless the text says otherwise. */
export function compileCallTask(element: ElementContent, at: CompilingElement): Own | null {
  const { faults, link, subjectName } = at.compiling
  const name = element.function
  if (!name) {
    faults.at(
      element.id,
      'flow.missing_attribute',
      'A service or send task needs jw:function, the name of a registered function.',
    )
    return null
  }
  const signature = link.function(name)
  if (signature === undefined) {
    const message = `No module or plugin registers the function "${name}".`
    faults.at(element.id, 'flow.unknown_function', message, { asked: name, known: link.functionNames() })
    return null
  }
  if (signature.effect === 'external') {
    faults.at(
      element.id,
      'flow.external_function',
      `${name} talks to another system and can't be called by a flow. Call a pure or transactional function.`,
    )
    return null
  }
  refer(at.compiling, { to: `function/${name}`, at: element.id, in: ['serviceTask@function', 'sendTask@function'] })
  const given = new Set((element.inputs ?? []).map(input => input.name))
  const properties = Object.keys((signature.input.properties ?? {}) as object)
  const filled = subjectName === null ? [] : SUBJECT_INPUTS.filter(key => properties.includes(key) && !given.has(key))
  return {
    type: element.type as 'serviceTask' | 'sendTask',
    function: name,
    inputs: compileInputs(element.inputs ?? [], at, { called: `function ${name}`, schema: signature.input, filled }),
    subjectInputs: filled,
    resultVariable: element.resultVariable ?? null,
  }
}
