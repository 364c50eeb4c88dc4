import { expect, test, vi } from 'vitest'
import { BadOtherAddress, OtherRefused } from '../../host/other-installation.ts'
import type { PackPlan } from '../../runtime/packs/pack-plan.ts'
import { runCli } from '../run-cli.ts'
import { memoryTerminal } from '../terminal.ts'
import { push, type PushOrder, type PushOutcome } from './push.ts'

const URL = 'https://prod.example.com'
const ID = 'shop/role/clerk'

const plan: PackPlan = {
  id: 'p1',
  action: 'import',
  author: { id: 'a', name: 'A' },
  createdAt: new Date(0),
  state: 'open',
  snapshot: 1,
  stale: false,
  publication: null,
  pack: null,
  signature: null,
  definitions: { added: [{ id: ID, title: 'Clerk' }], changed: [], removed: [] },
  local: [],
  conflicts: [],
  open: 0,
  diagnostics: [],
  schema: null,
  orphans: [],
  running: [],
  returns: false,
}

async function run(
  argv: string[],
  outcome: Partial<PushOutcome> | Error = {},
  token: string | undefined = 'jw_secret',
) {
  const work = vi.fn(async (_order: PushOrder): Promise<PushOutcome> => {
    if (outcome instanceof Error) throw outcome
    return { plan, applied: null, further: [], ...outcome }
  })
  const terminal = memoryTerminal()
  const parts = () => ({ cwd: import.meta.dirname, environment: { JINGWEI_TOKEN: token }, push: work })
  const code = await runCli({ argv: ['push', ...argv], commands: [push], parts, terminal })
  return { code, out: terminal.printed.join('\n'), err: terminal.complaints.join('\n'), order: work.mock.calls[0]?.[0] }
}

test('a pack goes with its key; nothing is applied unasked', async () => {
  const { code, out, order } = await run(['packs/sales', '--key', 'acme.key', '--to', URL])

  expect(order).toEqual({
    source: { from: 'packs/sales', keyFile: 'acme.key', allowOlder: false },
    to: { url: URL, token: 'jw_secret' },
    choices: {},
    take: null,
    apply: false,
    note: null,
    setAside: [],
  })
  expect(code).toBe(0)
  expect(out).toContain(`+ ${ID}  Clerk`)
  expect(out).toContain('Nothing was changed. Run it again with --apply.')
})

test('the local layer goes whole, or in parts with what they use', async () => {
  const whole = await run(['--local', '--to', URL, '--apply', '--take', 'ours', '--note', 'May'])
  const part = await run(['--local', '--only', `${ID}, shop/form/a`, '--to', URL], { further: ['shop/entity/b'] })

  expect(whole.order).toMatchObject({ source: { only: null }, apply: true, take: 'ours', note: 'May' })
  expect(part.order).toMatchObject({ source: { only: [ID, 'shop/form/a'], local: { root: import.meta.dirname } } })
  expect(part.out).toContain('Goes along, because it is used\n  shop/entity/b')
})

test('what waits for a review there is said', async () => {
  const { code, out } = await run(['--local', '--to', URL, '--apply'], { applied: { id: 'u1', state: 'in_review' } })

  expect([code, out.split('\n').at(-1)]).toEqual([
    0,
    'It waits for the approval of a second person, as publication u1.',
  ])
})

test('programs read everything in one object', async () => {
  const { out } = await run(['--local', '--to', URL, '--json'], { further: [ID] })

  expect(JSON.parse(out)).toMatchObject({ plan: { id: 'p1' }, applied: null, further: [ID] })
})

test.each([
  [[], 'Name the other server'],
  [['--to', URL], 'Name a pack, or say --local.'],
  [['sales', '--local', '--to', URL], 'Name a pack, or say --local.'],
  [['sales', 'core', '--to', URL], 'Only one pack'],
  [['sales', '--only', ID, '--to', URL], 'say --local too'],
  [['--local', '--to', URL, '--take', 'mine'], '--take is base, theirs or ours'],
  [['--local', '--to', URL, '--token', 'jw_secret'], '--token'],
])('a wrong call is explained: %j', async (argv, sentence) => {
  const { code, err, order } = await run(argv)

  expect([code, order]).toEqual([2, undefined])
  expect(err).toContain(sentence)
})

test('without a token nothing is sent', async () => {
  const { code, err, order } = await run(['--local', '--to', URL], {}, '')

  expect([code, order]).toEqual([2, undefined])
  expect(err).toContain('JINGWEI_TOKEN')
})

test('what the other server refuses is shown, with the faults it found', async () => {
  const fault = { code: 'x.y', severity: 'error', message: 'No such field.', file: 'a.json', line: 3, column: 5 }
  const refusal = new OtherRefused(URL, 422, { code: 'pack_plan.faulty', detail: 'Faults.', diagnostics: [fault] })

  const { code, out, err } = await run(['sales', '--to', URL], refusal)

  expect(code).toBe(1)
  expect(out).toContain('a.json:3:5 error No such field. [x.y]')
  expect(err).toBe(`${URL} refused: Faults. [pack_plan.faulty]`)
  expect(JSON.parse((await run(['sales', '--to', URL, '--json'], refusal)).out)).toMatchObject({
    refused: { code: 'pack_plan.faulty' },
  })
  expect(await run(['sales', '--to', 'http://x'], new BadOtherAddress('http://x', 'No.'))).toMatchObject({ code: 2 })
})
