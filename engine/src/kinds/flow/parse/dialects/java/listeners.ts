import type { ListenerContent } from '../../../content.ts'
import type { Foreign } from '../../foreign.ts'
import type { Reading } from '../../reading.ts'
import { codeOf, handlerOf, NEEDS_FUNCTION, readFields } from './implementation.ts'

const TASK_EVENTS = ['create', 'assignment', 'complete', 'update', 'delete'] as const
/** Flowable's word for the four that it knows. */
const ALL = ['create', 'assignment', 'complete', 'delete'] as const

/** Expressions run, classes and beans by the functions registered for them. `refuse` takes the reason why one can't run. */
export function readJavaListeners(
  said: Foreign,
  reading: Reading,
  refuse: (reason: string) => void,
): ListenerContent[] {
  const execution = said.children('executionListener').flatMap(listener => {
    const event = listener.attribute('event') ?? 'start'
    return read(listener, [event], { reading, refuse })
  })
  const task = said.children('taskListener').flatMap(listener => {
    const event = listener.attribute('event') ?? ''
    if (event === 'all') return read(listener, ALL, { reading, refuse })
    if (TASK_EVENTS.some(known => known === event)) return read(listener, [event], { reading, refuse })
    refuse(`Its task listener for "${event}" is not run. Use a boundary timer, or one of: ${TASK_EVENTS.join(', ')}.`)
    return []
  })
  return [...execution, ...task]
}

function read(
  listener: Foreign,
  events: readonly string[],
  { reading, refuse }: { reading: Reading; refuse: (reason: string) => void },
): ListenerContent[] {
  const code = codeOf(listener)
  const expression = listener.attribute('expression')
  const inputs = readFields(listener)
  const name = code?.name ?? expression
  const handler = name === undefined ? undefined : handlerOf(name, reading)
  if (handler !== undefined) return events.map(event => ({ event, function: handler, ...inputs }))
  if (expression !== undefined) return events.map(event => ({ event, expression }))
  if (code !== undefined) reading.unanswered.add(code.name)
  const what = code === undefined ? 'a script' : `${code.noun} "${code.name}"`
  if (listener.has('script') || code === undefined)
    refuse(`Its listener runs ${what}. Write it as an expression, or use a jw:listener with a function.`)
  else refuse(`Its listener runs ${what}, which ${NEEDS_FUNCTION}`)
  return []
}
