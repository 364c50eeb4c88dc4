import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testRunner, type TestRunner } from '../../../tests/support/command-runner.ts'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { snapshotWith } from '../../../tests/support/snapshot.ts'
import { silentLog } from '../base/log.ts'
import { anchorFile, type AnchorFile } from './audit-anchors.ts'
import { createAuditSealer, type AuditSealer } from './audit-sealer.ts'
import { verifyAudit } from './audit-verify.ts'
import { systemPrincipal } from './command-runner.ts'

let db: TestDatabase
let runner: TestRunner
let sealer: AuditSealer
let anchors: AnchorFile
let folder: string

beforeEach(async () => {
  db = await testDatabase()
  runner = testRunner({ database: db.database, snapshot: snapshotWith({}) })
  folder = await mkdtemp(path.join(os.tmpdir(), 'jingwei-audit-'))
  anchors = anchorFile(folder)
  sealer = createAuditSealer({ database: db.database, anchors, clock: runner.clock, log: silentLog })
})
afterEach(async () => {
  await db.drop()
  await rm(folder, { recursive: true })
})

const act = (n: number) =>
  runner.commands.run(systemPrincipal, { name: 'thing.do', cause: 'test' }, async ctx => {
    for (const part of ['a', 'b'])
      ctx.audit({
        action: `thing.${part}`,
        subjectKind: 'thing',
        subjectId: String(n),
        changes: { 数量: [null, '1.50'], z: { b: 1, a: 2 } },
        reason: '理由',
      })
  })

const verify = () => verifyAudit({ database: db.database, anchors, clock: runner.clock })

/** As somebody who has the owner's password. */
async function tamper(...statements: string[]): Promise<void> {
  const client = await db.database.owner.connect()
  try {
    await client.query('set session_replication_role = replica')
    for (const statement of statements) await client.query(statement)
  } finally {
    client.release(true)
  }
}

/** Entries of other databases' transactions may hold the sealer back for a moment. */
async function sealed(entries: number): Promise<void> {
  await expect
    .poll(async () => (await sealer.seal(), (await verify()).sealed), { timeout: 10_000, interval: 20 })
    .toBe(entries)
}

async function threeBlocks(): Promise<void> {
  for (let n = 1; n <= 3; n++) {
    await act(n)
    await sealed(n * 2)
  }
}

test('what was sealed is proved, and what is not sealed is told with its age', async () => {
  await threeBlocks()
  await act(4)
  runner.clock.advance(700)

  const proof = await verify()

  expect(proof).toEqual({ blocks: 3, sealed: 6, faults: [], anchors: 3, unsealed: { entries: 2, oldestAgeMs: 700 } })
})

test('a transaction that still runs holds the block back, and its entries are sealed in their order', async () => {
  const client = await db.database.app.connect()
  await client.query('begin')
  await client.query('select pg_current_xact_id()')
  await act(1)

  await sealer.seal()
  expect(await verify()).toMatchObject({ sealed: 0, unsealed: { entries: 2 } })

  await client.query('commit')
  client.release()
  await sealed(2)
})

test.each([
  ['edited', `update jw.audit_entry set reason = 'x' where seq = 3`, 'Entry 3 in block 2'],
  ['edited by a microsecond', `update jw.audit_entry set at = at + interval '1 microsecond' where seq = 3`, 'Entry 3'],
  [
    'edited in its changes',
    `update jw.audit_entry set changes = '{"z":{"a":2,"b":1},"数量":[null,"1.51"]}' where seq = 4`,
    'Entry 4',
  ],
  ['edited together with its hash', `update jw.audit_entry set content_hash = sha256('x') where seq = 3`, 'block 2'],
  ['deleted', `delete from jw.audit_entry where seq = 4`, '1 of 2 entries of block 2'],
  [
    'inserted',
    `insert into jw.audit_entry (xid, at, account_id, command_id, command, cause, action, subject_kind, subject_id, content_hash)
     select xid, at, account_id, command_id, command, cause, action, subject_kind, subject_id, content_hash from jw.audit_entry where seq = 3`,
    '1 entries were inserted into block 2',
  ],
  [
    'moved to another transaction',
    `update jw.audit_entry set xid = (select xid from jw.audit_entry where seq = 1) where seq = 4`,
    'inserted into block 1',
  ],
])('an entry that was %s is found', async (_what, statement, found) => {
  await threeBlocks()

  await tamper(statement)

  expect((await verify()).faults.join('\n')).toContain(found)
})

test('entries that changed places are found', async () => {
  await threeBlocks()

  await tamper(
    'alter table jw.audit_entry drop constraint audit_entry_pkey, alter column seq drop identity',
    'update jw.audit_entry set seq = case seq when 3 then 4 else 3 end where seq in (3, 4)',
  )

  expect((await verify()).faults.join('\n')).toContain('reordered')
})

test('a block that was edited, and a chain that was rewritten, are found', async () => {
  await threeBlocks()

  await tamper(`update jw.audit_block set entry_count = 1, hash = sha256('x') where number = 2`)

  const faults = (await verify()).faults.join('\n')
  expect(faults).toContain('Block 2 was edited')
  expect(faults).toContain('Block 3 does not follow')
  expect(faults).toContain('Block 2 is not the one that was anchored')
})

test('a trail that was cut off at its end is found by the anchors', async () => {
  await threeBlocks()

  await tamper('delete from jw.audit_block where number = 3', 'delete from jw.audit_entry where seq > 4')

  expect((await verify()).faults).toEqual([expect.stringContaining('Block 3 is gone')])
})

test('anchors survive a crash in the middle of a line', async () => {
  await act(1)
  await sealed(2)
  const before = await readFile(anchors.path, 'utf8')
  await writeFile(anchors.path, `${before}{"block":"2","ha`)

  await act(2)
  await sealed(4)

  expect((await anchors.read()).map(anchor => anchor.block)).toEqual(['1', '2'])
})

test('the role of running commands can neither change the trail nor make blocks', async () => {
  await act(1)
  const { app } = db.database

  for (const statement of [
    'update jw.audit_entry set reason = null',
    'delete from jw.audit_entry',
    'truncate jw.audit_entry',
    'delete from jw.audit_block',
  ])
    await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' })
  const forged = `insert into jw.audit_block values (1, '0', '9', 1, 1, sha256('x'), sha256('x'), sha256('x'), now())`
  await expect(app.query(forged)).rejects.toMatchObject({ code: '42501' })
})
