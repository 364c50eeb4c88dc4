import { expect, test, vi } from 'vitest'
import { PublicationRefused } from '../../runtime/publish-errors.ts'
import { CasesFailed } from '../../runtime/publishing/case-gate.ts'
import { runCli } from '../run-cli.ts'
import { memoryTerminal } from '../terminal.ts'
import type { Command } from '../command.ts'
import { publish, type PublishedFolders, type PublishParts } from './publish.ts'
import { restore, type RestoreParts } from './restore.ts'

const commands: Command<PublishParts & RestoreParts>[] = [publish, restore]

const published: PublishedFolders = {
  state: 'published',
  publication: 'p1',
  snapshot: 7,
  versions: [{ id: 'sales/entity/contract', version: 4 }],
  older: [],
}

async function run(argv: string[], outcome: PublishedFolders | Error = published) {
  const work = async () => {
    if (outcome instanceof Error) throw outcome
    return outcome
  }
  const parts = {
    cwd: import.meta.dirname,
    environment: {},
    publishFolders: vi.fn(work),
    restoreVersion: vi.fn(work),
  }
  const terminal = memoryTerminal()
  const code = await runCli({ argv, commands, parts: () => parts, terminal })
  return { code, out: terminal.printed.join('\n'), err: terminal.complaints.join('\n'), parts }
}

test('publish says which versions came into force', async () => {
  const { code, out, parts } = await run(['publish', 'definitions/sales', '--note', '为什么'])

  expect([code, out]).toEqual([0, 'sales/entity/contract version 4\nSnapshot 7 is in force.'])
  expect(parts.publishFolders.mock.calls[0]).toMatchObject([
    {},
    ['definitions/sales'],
    { note: '为什么', publishAt: null },
  ])
})

test('publish --at takes a moment with its zone, and says that an engine must run then', async () => {
  const waiting: PublishedFolders = { ...published, state: 'scheduled', snapshot: null, versions: [] }

  const { code, out, parts } = await run(['publish', 'x', '--at', '2026-04-01T00:00+08:00'], waiting)

  expect([code, out]).toEqual([0, 'It comes into force at its time, as publication p1; an engine must run then.'])
  expect(parts.publishFolders.mock.calls[0]).toMatchObject([{}, ['x'], { publishAt: new Date('2026-03-31T16:00:00Z') }])
})

test.each(['tomorrow', '2026-04-01', '2026-04-01T00:00', '2026-13-01T00:00Z'])('--at %s is refused', async moment => {
  const { code, err, parts } = await run(['publish', 'x', '--at', moment])

  expect([code, err]).toEqual([2, `"${moment}" is no moment. Write for example 2026-04-01T00:00+08:00.`])
  expect(parts.publishFolders).not.toHaveBeenCalled()
})

test('what a policy holds back, and a version older than the one in force, are said', async () => {
  const older = [{ name: 'sales', version: '1.0.0', inForce: '1.1.0' }]
  const held: PublishedFolders = { ...published, state: 'in_review', snapshot: null, versions: [], older }

  expect(await run(['publish', 'x'], held)).toMatchObject({
    code: 0,
    out: 'sales 1.0.0 was left out: 1.1.0 is in force.\nIt waits for the approval of a second person, as publication p1.',
  })
})

test('faults and failed cases end with exit code 1, as text and as JSON', async () => {
  const diagnostic = { code: 'x.y', severity: 'error', message: 'm', file: 'f', line: 1, column: 2 } as const
  const failed = { of: 'rule-set/discount', file: 'a.case.json', key: 'k', title: '二十', differences: [] }

  expect(await run(['publish', 'x'], new PublicationRefused([diagnostic]))).toMatchObject({
    code: 1,
    out: expect.stringContaining('f:1:2'),
  })
  expect(await run(['publish', 'x'], new CasesFailed({ passed: 1, failed: [failed] }))).toMatchObject({
    code: 1,
    out: 'rule-set/discount:k  二十 (a.case.json)',
    err: expect.stringContaining('nothing was published'),
  })
  const asJson = await run(['publish', 'x', '--json'], new CasesFailed({ passed: 1, failed: [failed] }))
  expect([asJson.code, JSON.parse(asJson.out)]).toEqual([1, { cases: { passed: 1, failed: [failed] } }])
})

test('restore takes a definition and a version', async () => {
  const { code, out, parts } = await run(['restore', 'sales/entity/contract', '3', '--json'])

  expect([code, JSON.parse(out)]).toEqual([0, published])
  expect(parts.restoreVersion.mock.calls[0]).toMatchObject([
    {},
    { id: 'sales/entity/contract', version: 3, note: null },
  ])
})

test.each([
  ['contract', '3'],
  ['sales/entity/contract', 'three'],
  ['sales/entity/contract', '0'],
])('restore %s %s is refused with an example', async (id, version) => {
  expect(await run(['restore', id, version])).toMatchObject({
    code: 2,
    err: expect.stringContaining('jingwei restore '),
  })
})
