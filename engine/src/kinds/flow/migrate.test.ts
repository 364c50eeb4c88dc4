import { expect, test } from 'vitest'
import { END, START, approval, flows, graphOf } from './fixtures/compiled.ts'
import type { FlowGraph } from './graph.ts'
import { planMigration, type IdMapping } from './migrate.ts'
import { newState, type FlowState, type Task, type Token } from './state.ts'

const FORK = '<parallelGateway id="fork"/><parallelGateway id="join"/>'
const branches = (first: string, second: string) =>
  graphOf(
    `${START}${FORK}${approval(first, 'a')}${approval(second, 'b')}${END}${flows(`start > fork > ${first} > join > end, fork > ${second} > join`)}`,
  )

const STANDS: Omit<Token, 'id'> = {
  instance: 'i',
  scope: 'i',
  element: '',
  flow: null,
  state: 'waiting',
  task: null,
  enteredAt: '',
  compensates: null,
  iteration: null,
}

const state = (...tokens: Partial<Token>[]): FlowState => {
  const made = newState({ id: 'i', definition: 'sample', version: 1, subject: null, starter: null, now: '' })
  tokens.forEach((token, n) => made.tokens.add({ ...STANDS, id: `k${n}`, ...token }))
  return made
}

const plan = (run: FlowState, old: FlowGraph, next: FlowGraph, mapping: IdMapping = {}) =>
  planMigration(run, { old, next, mapping })

test('tokens keep their places where the ids are the same', async () => {
  const graph = await branches('a1', 'b1')

  expect(plan(state({ element: 'a1' }, { element: 'join', flow: 'b1_join' }), graph, graph)).toEqual({
    moves: [
      { token: 'k0', from: 'a1', to: 'a1' },
      { token: 'k1', from: 'join', to: 'join' },
    ],
    problems: [],
  })
})

test('a token at a join needs a flow that leads into it, because a join counts flows', async () => {
  const [old, next] = [await branches('a1', 'b1'), await branches('a1', 'b2')]
  const run = state({ element: 'join', flow: 'b1_join' })

  expect(plan(run, old, next).problems).toMatchObject([{ element: 'join', code: 'flow.migration_element_gone' }])
  expect(plan(run, old, next, { b1_join: 'fork_b2' }).problems).toMatchObject([{ code: 'flow.migration_element_gone' }])
  expect(plan(run, old, next, { b1_join: 'b2_join' }).problems).toEqual([])
})

test('a run moves only to where it waits for the same sort of thing', async () => {
  const old = await branches('a1', 'b1')
  const next = await graphOf(
    `${START}<userTask id="a1"><extensionElements><jw:assignment type="starter"/></extensionElements></userTask>${approval('c1', 'a')}${END}${flows('start > a1 > c1 > end')}`,
  )
  const run = state({ element: 'a1' })
  run.tasks.add({ id: 't', instance: 'i', token: 'k0', element: 'a1', kind: 'approval', state: 'open' } as Task)

  expect(plan(run, old, next).problems).toMatchObject([{ element: 'a1', code: 'flow.migration_element_differs' }])
  expect(plan(run, old, next, { a1: 'end' }).problems).toMatchObject([{ code: 'flow.migration_element_differs' }])
  expect(plan(run, old, next, { a1: 'c1' }).problems).toEqual([])
})

test('an id that every object has is not taken from the mapping', async () => {
  const graph = await branches('a1', 'b1')

  expect(plan(state({ element: 'constructor' }), graph, graph).problems).toMatchObject([
    { code: 'flow.migration_element_gone' },
  ])
})
