import { expect, test, vi } from 'vitest'
import type { Configuration } from '../../host/configuration.ts'
import type { ReplayReport } from '../../kinds/flow/run/replay/replay-runs.ts'
import { runCli } from '../run-cli.ts'
import { memoryTerminal } from '../terminal.ts'
import { replay, type ReplayCommandOrder } from './replay.ts'

const nothing: ReplayReport = {
  flow: 'deal',
  from: 'v3',
  to: 'v4',
  counts: { same: 2, differs: 0, cannot: 0 },
  items: [],
  names: {},
  next: null,
}
const item = { businessKey: null, unused: [], askedAnew: [] }

async function run(argv: string[], report: Partial<ReplayReport> = {}) {
  const replayRuns = vi.fn(async (_: Configuration, _order: ReplayCommandOrder, onPage: (done: number) => void) => {
    onPage(100)
    return { ...nothing, ...report }
  })
  const terminal = memoryTerminal()
  const parts = () => ({ cwd: import.meta.dirname, environment: {}, replayRuns })
  const code = await runCli({ argv: ['replay', ...argv], commands: [replay], parts, terminal })
  return {
    code,
    out: terminal.printed.join('\n'),
    err: terminal.complaints.join('\n'),
    order: replayRuns.mock.calls[0]?.[1],
  }
}

test('versions are named with or without v, and the time since which', async () => {
  const { code, order, err } = await run([
    'deal',
    '--from',
    'v3',
    '--to',
    '4',
    '--since',
    '2026-04-01T00:00+08:00',
    '--limit',
    '50',
  ])

  expect(order).toEqual({ flow: 'deal', from: 3, to: { version: 4 }, since: '2026-03-31T16:00:00.000Z', most: 50 })
  expect({ code, err }).toEqual({ code: 0, err: '100 runs' })
  expect((await run(['deal', '--from', '3', '--to', 'draft'])).order).toEqual({
    flow: 'deal',
    from: 3,
    to: 'draft',
    most: 1000,
  })
})

test.each([
  [['deal', '--to', 'v4'], /--from v3/],
  [['deal', '--from', 'first', '--to', 'v4'], /--from v3/],
  [['deal', '--from', 'v3'], /--to draft/],
  [['deal', '--from', 'v3', '--to', 'nowhere.bpmn'], /--to draft/],
  [['deal', '--from', 'v3', '--to', 'v4', '--since', 'soon'], /"soon" is no moment/],
  [['deal', '--from', 'v3', '--to', 'v4', '--limit', 'all'], /not "all"/],
])('%j is a wrong call', async (argv, sentence) => {
  expect(await run(argv)).toMatchObject({ code: 2, order: undefined, err: expect.stringMatching(sentence) })
})

test('what differs is said in one line a run', async () => {
  const { code, out } = await run(['deal', '--from', 'v3', '--to', 'v4'], {
    counts: { same: 1, differs: 1, cannot: 1 },
    names: { x: '王芳' },
    items: [
      { ...item, id: 'a', result: 'same', differences: [] },
      {
        ...item,
        id: 'b',
        businessKey: 'CT-7',
        result: 'differs',
        differences: [
          { in: 'path', at: 2, was: 'check', now: null },
          { in: 'approvers', element: 'check', was: ['x'], now: ['y'] },
          { in: 'outcome', was: 'done', now: null },
          { in: 'variables', name: 'fee', now: 3 },
        ],
      },
      { ...item, id: 'c', result: 'cannot', why: 'Its history is gone.', differences: [] },
    ],
  })

  expect(code).toBe(1)
  expect(out.split('\n')).toEqual([
    'CT-7 (b): path: the end instead of check; approvers of check: y instead of 王芳; outcome: none yet instead of done; fee: 3 instead of nothing',
    "c: can't be replayed. Its history is gone.",
    "deal v3 → v4: 1 the same, 1 differ, 1 can't be replayed",
  ])
})

test('for a program it is one JSON object', async () => {
  const { out, err } = await run(['deal', '--from', 'v3', '--to', 'v4', '--json'])

  expect(JSON.parse(out)).toEqual(nothing)
  expect(err).toBe('')
})
