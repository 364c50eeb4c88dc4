import type { ElementContent, InputContent } from '../../../content.ts'
import type { Foreign } from '../../foreign.ts'
import { present } from '../../present.ts'
import type { ElementReading } from '../../element-reading.ts'
import type { Reading } from '../../reading.ts'

const CODE = [
  ['class', 'the Java class'],
  ['delegateExpression', 'the bean'],
] as const

/** Values of `type` that name a task outside of the engine. */
const EXTERNAL: ReadonlySet<string> = new Set(['external', 'external-worker'])

/**
 * What does the work of a task or a throwing message event. Java never runs here: a class or a bean needs a registered
 * function, by `jw:function` on the element (then nothing else counts) or by a `jw:handler` of its process.
 */
export function readImplementation(said: Foreign, at: ElementReading, core: ElementContent): Partial<ElementContent> {
  const type = said.attribute('type')
  const topic = said.attribute('topic')
  const resultVariable = said.attribute('resultVariable') ?? said.attribute('resultVariableName')
  const inputs = readFields(said)
  const result = present({ resultVariable }) as Partial<ElementContent>
  const code = codeOf(said)
  const expression = said.attribute('expression')
  const priority = said.attribute('taskPriority')
  if (core.function !== undefined) return { ...result, ...inputs }
  if (type !== undefined && EXTERNAL.has(type)) {
    if (topic === undefined) return at.refuse('It is external work without a topic. Give it one.')
    return { ...result, topic, ...(present({ priority }) as Partial<ElementContent>) }
  }
  if (type !== undefined) return at.refuse(`Tasks of type "${type}" need a registered function: give it a jw:function.`)
  const name = code?.name ?? expression
  const handler = name === undefined ? undefined : handlerOf(name, at.reading)
  if (handler !== undefined) return { function: handler, ...result, ...inputs }
  if (code !== undefined) at.reading.unanswered.add(code.name)
  if (code !== undefined) return at.refuse(`It runs ${code.noun} "${code.name}", which ${NEEDS_FUNCTION}`)
  return expression === undefined ? {} : { expression, ...result }
}

export const NEEDS_FUNCTION =
  'needs a registered function: give it a jw:function, or name one for it in a jw:handler of the process.'

/** The class or bean that an element names. */
export function codeOf(said: Foreign): { name: string; noun: string } | undefined {
  for (const [attribute, noun] of CODE) {
    const name = said.attribute(attribute)
    if (name !== undefined) return { name, noun }
  }
  return undefined
}

/** `${shipping}` is the bean `shipping`. */
export function handlerOf(name: string, { handlers }: Reading): string | undefined {
  return handlers.get(name) ?? handlers.get(/^[$#]\{\s*([\w.]+)\s*\}$/.exec(name.trim())?.[1] ?? '')
}

/** Values that are injected into the fields of a class: what its function gets. */
export function readFields(said: Foreign): { inputs?: InputContent[] } {
  const inputs = said.children('field').flatMap(field => {
    const value =
      field.attribute('stringValue') ??
      field.attribute('expression') ??
      field.child('string')?.text ??
      field.child('expression')?.text
    return value === undefined ? [] : [{ name: field.attribute('name') ?? '', value }]
  })
  return inputs.length > 0 ? { inputs } : {}
}
