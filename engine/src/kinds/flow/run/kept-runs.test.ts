import { expect, test } from 'vitest'
import type { RunContext } from '../../../runtime/context.ts'
import { newInstance, stateOf, type FlowState, type Task, type Token } from '../state.ts'
import { keptRuns } from './kept-runs.ts'

const at = '2026-01-01T00:00:00.000Z'

const token: Token = {
  id: 'token',
  instance: 'run',
  scope: 'run',
  element: 'a',
  flow: null,
  state: 'waiting',
  task: null,
  enteredAt: at,
  compensates: null,
  iteration: null,
}

const task = (id: string): Task => ({
  id,
  instance: 'run',
  token: 'token',
  element: 'a',
  kind: 'task',
  title: 'A',
  state: 'open',
  outcome: null,
  version: 1,
  round: 1,
  priority: 50,
  openedAt: at,
  dueAt: null,
  dueBeyondCalendar: false,
  followUpAt: null,
  doneAt: null,
})

/** A run that waits at one task, as it was committed. */
function committed(root: string, sequence: number, whole = true): FlowState {
  const given = { id: root, definition: 'sample', version: 1, subject: null, starter: null, now: at }
  const instance = { ...newInstance(given), sequence }
  const rows = { instances: [instance], tokens: [token], tasks: [task(`task of ${root}`)] }
  return stateOf({ root, rows, isNew: false, whole })
}

/** A database in which the run has this number; null: it is gone. */
const numbered = (sequence: number | null): Pick<RunContext, 'tx'> => ({
  tx: {
    query: async <Row extends object>() => (sequence === null ? [] : [{ sequence }]) as Row[],
    write: () => {},
  },
})

test('a run that nobody moved meanwhile need not be read', async () => {
  const runs = keptRuns(10)
  runs.keep(committed('run', 7))

  const state = await runs.lockByTask(numbered(7), 'task of run')

  expect(state?.instance).toMatchObject({ id: 'run', sequence: 7 })
  expect(state?.tokens.get('token')).toEqual(token)
  expect(state?.tokens.changes().created).toEqual([])
})

test('one that another node moved is read anew, and forgotten', async () => {
  const runs = keptRuns(10)
  runs.keep(committed('run', 7))

  expect(await runs.lockByTask(numbered(8), 'task of run')).toBeNull()
  expect(await runs.lockByTask(numbered(7), 'task of run')).toBeNull()
})

test('so is one that was deleted', async () => {
  const runs = keptRuns(10)
  runs.keep(committed('run', 7))

  expect(await runs.lockByTask(numbered(null), 'task of run')).toBeNull()
})

test('what a step changes in memory is not kept before it is committed', async () => {
  const runs = keptRuns(10)
  runs.keep(committed('run', 7))
  const first = await runs.lockByTask(numbered(7), 'task of run')
  first!.tokens.remove('token')
  first!.instances.change('run', { variables: { x: 1 } })

  const second = await runs.lockByTask(numbered(7), 'task of run')

  expect(second?.tokens.get('token')).toEqual(token)
  expect(second?.instance.variables).toEqual({})
})

test('a run that was read in part, or is over, is not kept, and of too many the first ones go', async () => {
  const runs = keptRuns(1)
  runs.keep(committed('part', 1, false))
  const over = committed('over', 1)
  over.instances.change('over', { state: 'ended' })
  runs.keep(over)
  runs.keep(committed('old', 1))
  runs.keep(committed('new', 1))

  expect(await runs.lockByTask(numbered(1), 'task of part')).toBeNull()
  expect(await runs.lockByTask(numbered(1), 'task of over')).toBeNull()
  expect(await runs.lockByTask(numbered(1), 'task of old')).toBeNull()
  expect(await runs.lockByTask(numbered(1), 'task of new')).not.toBeNull()
})
