import { expect, test } from 'vitest'
import type { Transaction } from '../../../runtime/context.ts'
import { newInstance, newState, stateOf, type FlowState, type Token } from '../state.ts'
import { flushState } from './flush-state.ts'

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
function flushed(state: FlowState) {
  const written: { name: string; values: readonly unknown[] }[] = []
  const tx: Transaction = {
    query: async () => expect.unreachable('a flush waits for nothing'),
    write: ({ name }, values = []) => void written.push({ name, values }),
  }
  flushState(tx, state, { history: state.history, about: () => ({ subject: null, summary: null }) })
  return written
}

const loaded = (tokens: Token[]): FlowState =>
  stateOf({ root: 'i', rows: { instances: [newInstance(given)], tokens }, isNew: false, whole: true })

test('a run that ends in its first command leaves its own row and its history, nothing else', () => {
  const state = newState(given)
  state.tokens.add(token('t'))
  state.tokens.remove('t')
  state.instances.change('i', { state: 'ended', endedAt: at })
  state.history.push({ instance: 'i', seq: 0, element: '', event: 'ended', at, since: null, data: null })

  expect(flushed(state).map(each => each.name)).toEqual(['flow-instance-insert', 'flow-history-insert'])
})

test('only what changed is written, and a token that came and went not at all', () => {
  const state = loaded([token('t1'), token('t2')])
  state.tokens.change('t1', { element: 'b' })
  state.tokens.add(token('t3'))
  state.tokens.remove('t3')

  expect(flushed(state).map(each => each.name)).toEqual(['flow-token-update-0'])
})

test('several rows go as one statement, with an array per column', () => {
  const state = loaded([token('t1'), token('t2'), token('t3')])
  for (const id of ['t1', 't2']) state.tokens.change(id, { element: 'b' })
  state.tokens.add(token('t4'))
  state.tokens.add(token('t5'))
  state.tokens.remove('t3')

  const written = flushed(state)

  expect(written.map(each => each.name)).toEqual(['flow-token-insert-many', 'flow-token-replace', 'flow-token-delete'])
  expect(written[0]!.values[0]).toEqual(['t4', 't5'])
})

test('a row that was taken away and put back is changed, not made again', () => {
  const state = loaded([token('t1')])
  state.tokens.remove('t1')
  state.tokens.add({ ...token('t1'), element: 'b' })

  expect(flushed(state).map(each => each.name)).toEqual(['flow-token-update-0'])
})
