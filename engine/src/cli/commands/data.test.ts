import { expect, test } from 'vitest'
import { runCli } from '../run-cli.ts'
import { memoryTerminal } from '../terminal.ts'
import { dataPurge, dataRemoved, type DataParts } from './data.ts'

const run = async (...argv: string[]) => {
  const purged: string[][] = []
  const parts: DataParts = {
    cwd: import.meta.dirname,
    environment: {},
    removedData: async () => [{ subject: 'contract.remark', rows: 3 }],
    purgeRemoved: async (_, subject, reason) => {
      purged.push([subject, reason])
      return { subject, rows: 3 }
    },
  }
  const terminal = memoryTerminal()
  const code = await runCli({ argv, commands: [dataRemoved, dataPurge], parts: () => parts, terminal })
  return { code, lines: terminal.printed, purged }
}

test('what is kept is listed, for people and as JSON', async () => {
  expect(await run('data', 'removed')).toMatchObject({ code: 0, lines: ['contract.remark  3 row(s)'] })
  expect(await run('data', 'removed', '--json')).toMatchObject({
    lines: ['{"items":[{"subject":"contract.remark","rows":3}]}'],
  })
})

test('a purge says what it deleted', async () => {
  const { code, lines, purged } = await run('data', 'purge', 'contract.remark', '--reason', 'asked for')

  expect({ code, lines, purged }).toEqual({
    code: 0,
    lines: ['contract.remark: 3 row(s) purged.'],
    purged: [['contract.remark', 'asked for']],
  })
})

test.each([[['contract.remark']], [['contract.remark', '--reason', ' ']], [['a', 'b', '--reason', 'x']]])(
  'nothing is purged without a reason, or under two names: %s',
  async argv => {
    expect(await run('data', 'purge', ...argv)).toMatchObject({ code: 2, purged: [] })
  },
)
