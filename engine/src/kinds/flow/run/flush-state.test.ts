import { expect, test } from 'vitest'
import { newInstance, newState, stateOf, type FlowState, type Token } from '../state.ts'
import { writesOf } from './flush-state.ts'

const at = '2026-01-01T00:00:00.000Z'
const given = { id: 'i', definition: 'sample', version: 1, subject: null, starter: null, now: at }
const token = (id: string): Token => ({
  id,
  instance: 'i',
  scope: 'i',
  element: 'a',
  flow: null,
  state: 'waiting',
  task: null,
  enteredAt: at,
  compensates: null,
  iteration: null,
})

/** Names of the statements that a flush writes, with their values. */
const flushed = (state: FlowState) =>
  writesOf(state, { history: state.history, about: () => ({ subject: null, summary: null }) }).map(
    ({ statement: { name }, values }) => ({ name, values }),
  )

const loaded = (tokens: Token[]): FlowState =>
  stateOf({ root: 'i', rows: { instances: [newInstance(given)], tokens }, isNew: false, whole: true })

test('a run that ends in its first command leaves its own row and its history, nothing else', () => {
  const state = newState(given)
  state.tokens.add(token('t'))
  state.tokens.remove('t')
  state.instances.change('i', { state: 'ended', endedAt: at })
  state.history.push({ instance: 'i', seq: 0, element: '', event: 'ended', at, since: null, data: null })

  expect(flushed(state).map(each => each.name)).toEqual(['flow-instance-insert-1', 'flow-history-insert-1'])
})

test('only what changed is written, and a token that came and went not at all', () => {
  const state = loaded([token('t1'), token('t2')])
  state.tokens.change('t1', { element: 'b' })
  state.tokens.add(token('t3'))
  state.tokens.remove('t3')

  expect(flushed(state).map(each => each.name)).toEqual(['flow-token-update-0'])
})

test('rows of a table go together', () => {
  const state = loaded([token('t1'), token('t2'), token('t3')])
  for (const id of ['t1', 't2']) state.tokens.change(id, { element: 'b' })
  state.tokens.add(token('t4'))
  state.tokens.add(token('t5'))
  state.tokens.remove('t3')

  const written = flushed(state)

  expect(written.map(each => each.name)).toEqual(['flow-token-insert-2', 'flow-token-replace', 'flow-token-delete-1'])
  expect(written[1]!.values[0]).toEqual(['t1', 't2'])
  expect(written[2]!.values).toEqual(['t3'])
})

test('a row that was taken away and put back is changed, not made again', () => {
  const state = loaded([token('t1')])
  state.tokens.remove('t1')
  state.tokens.add({ ...token('t1'), element: 'b' })

  expect(flushed(state).map(each => each.name)).toEqual(['flow-token-update-0'])
})
