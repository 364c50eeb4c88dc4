import { expect, test, vi } from 'vitest'
import type { Configuration } from '../../host/configuration.ts'
import type { AccessToken } from '../../runtime/access-tokens.ts'
import { runCli } from '../run-cli.ts'
import { memoryTerminal } from '../terminal.ts'
import { tokenCreate, tokenList, tokenRevoke, type TokenOrder } from './token.ts'

const made: AccessToken = {
  id: 't1',
  name: 'build',
  rights: ['read'],
  createdAt: new Date('2026-03-01T00:00:00Z'),
  endsAt: new Date('2026-04-01T00:00:00Z'),
  lastUsedAt: null,
  state: 'active',
}

async function run(argv: string[]) {
  const parts = {
    cwd: import.meta.dirname,
    environment: {},
    createToken: vi.fn(async (_settings: Configuration, _order: TokenOrder) => ({ token: 'jw_secret', made })),
    listTokens: vi.fn(async (_settings: Configuration, _login: string) => [
      made,
      { ...made, state: 'revoked' as const },
    ]),
    revokeToken: vi.fn(async (_settings: Configuration, _id: string) => {}),
  }
  const terminal = memoryTerminal()
  const commands = [tokenCreate, tokenList, tokenRevoke]
  const code = await runCli({ argv: ['token', ...argv], commands, parts: () => parts, terminal })
  return { code, out: terminal.printed.join('\n'), err: terminal.complaints.join('\n'), parts }
}

test('the token alone goes to standard output', async () => {
  const { code, out, err, parts } = await run(['create', '--login', 'li.na', '--name', 'build', '--rights', 'read'])

  expect([code, out]).toEqual([0, 'jw_secret'])
  expect(err).toContain('jingwei token revoke t1')
  expect(parts.createToken.mock.calls[0]![1]).toEqual({ login: 'li.na', name: 'build', rights: ['read'], days: 90 })
})

test.each([
  [['create', '--name', 'build'], '--login'],
  [['create', '--login', 'a', '--name', 'b', '--days', '0'], '--days'],
  [['create', '--login', 'a', '--name', 'b', '--rights', 'read,manage'], '--rights'],
  [['list'], '--login'],
  [['revoke'], 'Something is missing'],
])('a wrong call is explained: %j', async (argv, sentence) => {
  const { code, err, parts } = await run(argv)

  expect(code).toBe(2)
  expect(err).toContain(sentence)
  expect(parts.createToken).not.toHaveBeenCalled()
})

test('tokens are listed with their end and use, and revoked by id', async () => {
  const listed = await run(['list', '--login', 'li.na'])
  expect(listed.out.split('\n')).toEqual([
    't1  build  read  ends 2026-04-01T00:00:00.000Z, never used',
    't1  build  read  ends 2026-04-01T00:00:00.000Z, never used  (revoked)',
  ])

  const { parts } = await run(['revoke', 't1'])
  expect(parts.revokeToken.mock.calls[0]![1]).toBe('t1')
})
