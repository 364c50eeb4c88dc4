import { expect, test, vi } from 'vitest'
import type { Configuration } from '../../host/configuration.ts'
import { ChangedSince } from '../../runtime/publishing/roll-back-errors.ts'
import { runCli } from '../run-cli.ts'
import { memoryTerminal } from '../terminal.ts'
import { rollback, type RollBackCommandOrder, type RolledBack } from './rollback.ts'

const done: RolledBack = { state: 'published', publication: 'p2', snapshot: 9, versions: [], older: [], returning: [] }
const PUBLICATION = '0190a000-0000-7000-8000-000000000000'

async function run(argv: string[], outcome: Partial<RolledBack> | Error = {}) {
  const rollBack = vi.fn(async (_settings: Configuration, _order: RollBackCommandOrder) => {
    if (outcome instanceof Error) throw outcome
    return { ...done, ...outcome }
  })
  const terminal = memoryTerminal()
  const parts = () => ({ cwd: import.meta.dirname, environment: {}, rollBack })
  const code = await runCli({ argv: ['rollback', ...argv], commands: [rollback], parts, terminal })
  return {
    code,
    out: terminal.printed.join('\n'),
    err: terminal.complaints.join('\n'),
    order: rollBack.mock.calls[0]?.[1],
  }
}

test('a snapshot is named by its number, a publication by its id', async () => {
  const snapshot = await run(['8', '--with-later', '--note', 'wrong'])
  expect(snapshot).toMatchObject({ code: 0, out: 'Snapshot 9 is in force.' })
  expect(snapshot.order).toEqual({ what: { snapshot: 8 }, withLater: true, note: 'wrong', setAside: [] })

  expect((await run([PUBLICATION])).order).toEqual({
    what: { publication: PUBLICATION },
    withLater: false,
    note: null,
    setAside: [],
  })
})

test.each(['0', 'last', '8;drop'])('%s is neither', async what => {
  expect(await run([what])).toMatchObject({ code: 2, order: undefined })
})

test('a pack that the settings would bring back is said', async () => {
  const { out } = await run(['8'], { returning: ['sales'] })

  expect(out).toContain('The settings name the folder of sales')
})

test('what was changed again since is listed', async () => {
  const { code, err } = await run(['8'], new ChangedSince([{ id: 'sales/entity/contract', snapshots: [9, 11] }]))

  expect(code).toBe(1)
  expect(err).toContain('sales/entity/contract (snapshot 9, 11)')
  expect(err).toContain('--with-later')
})
