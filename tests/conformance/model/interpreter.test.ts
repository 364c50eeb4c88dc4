import { expect, test } from 'vitest'
import { Interpreter, NeverRests } from './interpreter.ts'
import type { ModelFlow, ModelNode, ProcessModel } from './process-model.ts'

/** `a > b` per flow; nodes by their kind, all in the process itself unless they say more. */
function process(nodes: Record<string, Partial<ModelNode> | ModelNode['type']>, flows: string): ProcessModel {
  return {
    id: 'sample',
    nodes: Object.entries(nodes).map(([id, kind]): ModelNode => {
      const given = typeof kind === 'string' ? { type: kind } : kind
      const end = given.type === 'end' ? { end: { type: 'none' } } : {}
      return { id, parent: null, ...end, ...given } as ModelNode
    }),
    flows: flows.split(',').map((flow): ModelFlow => {
      const [from, to] = flow.trim().split(' > ') as [string, string]
      return { id: `${from}_${to}`, from, to }
    }),
  }
}

function completed(model: ProcessModel, ...nodes: string[]): Interpreter {
  const run = new Interpreter(model)
  for (const node of nodes)
    run.perform(
      run.actions().find(action => action.node === node)!,
      0,
    )
  return run
}

test('a parallel join waits for each of its flows and uses one token of each', () => {
  const model = process(
    {
      s: 'start',
      fork: 'parallel',
      a: 'task',
      b: 'task',
      c: 'task',
      merge: 'exclusive',
      join: 'parallel',
      d: 'task',
      e: 'end',
    },
    's > fork, fork > a, fork > b, fork > c, a > merge, b > merge, merge > join, c > join, join > d, d > e',
  )
  expect(completed(model, 'a', 'b').marking).toBe('{c join<merge_join> join<merge_join>}')
  expect(completed(model, 'a', 'b', 'c').marking).toBe('{d join<merge_join>}')
})

test('an inclusive join fires when nobody else can come, also because a competitor ended elsewhere', () => {
  const model = process(
    {
      s: 'start',
      fork: 'parallel',
      a: 'task',
      b: 'task',
      away: 'end',
      join: 'inclusive',
      d: 'task',
      e: 'end',
      edge: { type: 'boundary', host: 'b', interrupting: true, caught: { type: 'message' } },
    },
    's > fork, fork > a, fork > b, b > away, edge > join, a > join, join > d, d > e',
  )
  expect(completed(model, 'a').marking).toBe('{b join<a_join>}')
  expect(completed(model, 'a', 'b').marking).toBe('{d}')
  expect(completed(model, 'a', 'edge').marking).toBe('{d}')
})

test('an error looks for its catcher from the inside out, and is stuck where there is none', () => {
  const thrower = { type: 'end', parent: 'sub', end: { type: 'error', code: 'e1' } } as const
  const inside = {
    s: 'start',
    sub: 'subprocess',
    in: { type: 'start', parent: 'sub' },
    bad: thrower,
    e: 'end',
    after: 'task',
  } as const
  const caught = process(
    { ...inside, edge: { type: 'boundary', host: 'sub', interrupting: true, caught: { type: 'error', code: null } } },
    's > sub, in > bad, sub > e, edge > after, after > e',
  )
  expect(new Interpreter(caught).marking).toBe('{after}')
  const uncaught = process({ ...inside }, 's > sub, in > bad, sub > after, after > e')
  expect(new Interpreter(uncaught).marking).toBe('{sub{bad!}}')
})

test('iterations end together when enough of them are complete', () => {
  const model = process(
    { s: 'start', each: { type: 'task', iterations: { sequential: false, count: 3, enough: 2 } }, e: 'end' },
    's > each, each > e',
  )
  expect(new Interpreter(model).marking).toBe('{each#1{each}#2{each}#3{each}}')
  expect(completed(model, 'each').marking).toBe('{each#2{each}#3{each}}')
  expect(completed(model, 'each', 'each').ended).toBe(true)
})

test('an interrupting event subprocess ends everything else in its scope', () => {
  const model = process(
    {
      s: 'start',
      a: 'task',
      e: 'end',
      aside: 'eventSubprocess',
      when: { type: 'eventStart', parent: 'aside', caught: { type: 'signal' }, interrupting: true },
      b: { type: 'task', parent: 'aside' },
      f: { type: 'end', parent: 'aside' },
    },
    's > a, a > e, when > b, b > f',
  )
  const run = completed(model, 'when')
  expect(run.marking).toBe('{aside{b}}')
  expect(run.actions().map(action => action.node)).toEqual(['b'])
})

test('a circle without a wait never rests', () => {
  const model = process({ s: 'start', a: 'pass', b: 'pass' }, 's > a, a > b, b > a')
  expect(() => new Interpreter(model)).toThrow(NeverRests)
})
