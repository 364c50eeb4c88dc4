import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { startEmbeddedServer, type EmbeddedServer } from './embedded-server.ts'
import { readPostmasterFile } from './embedded/postmaster-file.ts'

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-embedded-'))
fs.chmodSync(dataDir, 0o755)

afterAll(async () => {
  await (await startEmbeddedServer({ dataDir })).leave()
  fs.rmSync(dataDir, { recursive: true })
})

test('two starts at once on an empty folder share one new server', async () => {
  const [one, two] = await Promise.all([startEmbeddedServer({ dataDir }), startEmbeddedServer({ dataDir })])

  expect(one.port).toBe(two.port)
  expect([one.how, two.how]).toContain('started')
  await one.leave()
  expect(await ask(two, 'show max_connections')).toBe('100')
  await two.leave()
})

test('the passwords are readable by nobody else, and there is no entry without one', async () => {
  const server = await startEmbeddedServer({ dataDir })

  expect(fs.statSync(path.join(server.where, 'meta.json')).mode & 0o777).toBe(0o600)
  const guess = new pg.Client({
    connectionString: `postgresql://jingwei_owner:wrong@127.0.0.1:${server.port}/postgres`,
  })
  await expect(guess.connect()).rejects.toThrow(/password authentication failed/)
  await server.leave()
})

test('a restarted server keeps its port, its data and its roles', async () => {
  const first = await startEmbeddedServer({ dataDir })
  await run(first, 'create table if not exists kept (id int); insert into kept values (7)')
  await first.leave()
  expect(readPostmasterFile(path.join(first.where, 'data'))).toBeNull()

  const second = await startEmbeddedServer({ dataDir })

  expect(second.how).toBe('started')
  expect(second.port).toBe(first.port)
  expect(await ask(second, 'select id::text from kept')).toBe('7')
  await second.leave()
})

test('a server that was killed with its process not yet collected is started again and has lost nothing', async () => {
  const first = await startEmbeddedServer({ dataDir })
  await run(first, 'create table survived (id int); insert into survived values (8)')
  process.kill(readPostmasterFile(path.join(first.where, 'data'))!.pid, 'SIGKILL')

  const second = await startEmbeddedServer({ dataDir })

  expect(second.how).toBe('started')
  expect(await ask(second, 'select id::text from survived')).toBe('8')
  await first.leave()
  await second.leave()
})

test('a process number that now belongs to another program does not block the start', async () => {
  const first = await startEmbeddedServer({ dataDir })
  const pidFile = path.join(first.where, 'data', 'postmaster.pid')
  const text = fs.readFileSync(pidFile, 'utf8')
  await first.leave()
  fs.writeFileSync(pidFile, text.replace(/^\d+/, String(process.pid)))

  const second = await startEmbeddedServer({ dataDir })

  expect(second.how).toBe('started')
  await second.leave()
})

test('the server of a killed process is adopted, and stops with its last user', async () => {
  const child = spawn(process.execPath, ['-e', STARTER, import.meta.resolve('./embedded-server.ts'), dataDir], {
    stdio: 'pipe',
  })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')

  const server = await startEmbeddedServer({ dataDir })

  expect(server.how).toBe('adopted')
  await server.leave()
  expect(readPostmasterFile(path.join(server.where, 'data'))).toBeNull()
})

test('another living user keeps the server running', async () => {
  const child = spawn(process.execPath, ['-e', STARTER, import.meta.resolve('./embedded-server.ts'), dataDir], {
    stdio: 'pipe',
  })
  await once(child.stdout, 'data')
  const server = await startEmbeddedServer({ dataDir })

  await server.leave()

  expect(await ask(server, 'select 1::text')).toBe('1')
  child.kill('SIGKILL')
  await once(child, 'exit')
})

/** Starts a server and stays until it is killed. */
const STARTER = `
  import(process.argv[1]).then(async m => {
    await m.startEmbeddedServer({ dataDir: process.argv[2] })
    console.log('ready')
    setInterval(() => {}, 1000)
  })`

async function ask(server: EmbeddedServer, sql: string): Promise<unknown> {
  return Object.values((await run(server, sql))[0]!)[0]
}

async function run(server: EmbeddedServer, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server.ownerUrl('postgres') })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
