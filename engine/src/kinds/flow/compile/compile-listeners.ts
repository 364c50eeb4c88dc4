import type { ListenerContent } from '../content.ts'
import type { Listener } from '../graph.ts'
import { compileInputs } from './compile-inputs.ts'
import { refer, type CompilingElement } from './compiling.ts'
import { expressionIn } from './expression.ts'

/** What is called at the steps of an element's life; those with faults, which are reported, are left out. */
export const compileListeners = (listeners: readonly ListenerContent[] | undefined, at: CompilingElement): Listener[] =>
  (listeners ?? []).flatMap(listener => {
    const when = { ...at, late: listener.event === 'end' || listener.event === 'complete' }
    const called = listener.function
    const compiled = called === undefined ? calculating(listener, when) : calling(listener, called, when)
    return compiled === null ? [] : [compiled]
  })

function calculating(
  { event, expression: text, resultVariable }: ListenerContent,
  at: CompilingElement,
): Listener | null {
  const expression = text === undefined ? undefined : expressionIn(at, text)
  if (expression === undefined) {
    const message = `A listener of ${at.id} needs a function, or an expression.`
    at.compiling.faults.at(at.id, 'flow.missing_attribute', message)
    return null
  }
  return expression && { event, function: null, expression, inputs: [], resultVariable: resultVariable ?? null }
}

function calling(
  { event, inputs, resultVariable }: ListenerContent,
  name: string,
  at: CompilingElement,
): Listener | null {
  const { faults, link } = at.compiling
  const signature = link.function(name)
  if (signature === undefined) {
    const message = `No module or plugin registers the function "${name}".`
    faults.at(at.id, 'flow.unknown_function', message, { asked: name, known: link.functionNames() })
    return null
  }
  refer(at.compiling, { to: `function/${name}`, at: at.id, in: ['listener@function'] })
  if (signature.effect === 'external') {
    const message = `A listener of ${at.id} calls ${name}, which talks to another system: listeners belong to the step's own transaction. Call it from a service task.`
    faults.at(at.id, 'flow.external_function', message)
    return null
  }
  const receiver = { called: `function ${name}`, schema: signature.input, filled: [] }
  const compiled = compileInputs(inputs ?? [], at, receiver)
  return { event, function: name, expression: null, inputs: compiled, resultVariable: resultVariable ?? null }
}
