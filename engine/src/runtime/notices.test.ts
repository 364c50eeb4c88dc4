import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { FakeClock } from '../base/clock.ts'
import { NotFound } from '../base/errors.ts'
import { newId } from '../base/ids.ts'
import { silentLog } from '../base/log.ts'
import { functionRegistry } from '../host/function-registry.ts'
import type { Notice, NoticeChannel } from '../host/sdk/define-plugin.ts'
import { migrateJobs } from '../jobs/job-schema.ts'
import { writeOutbox } from '../jobs/outbox.ts'
import { startWorker } from '../jobs/worker.ts'
import { snapshotOf } from '../metadata/snapshot-of.ts'
import { createCommandRunner } from './command.ts'
import { systemPrincipal } from './command-runner.ts'
import type { KindOperation, Principal } from './context.ts'
import { deliverNotice } from './deliver-notice.ts'
import { noticeSend } from './notice-function.ts'
import { noticeRoutes } from './notice-routes.ts'
import { DELIVER_NOTICE, noticeOperations } from './notices.ts'

const clock = new FakeClock('2026-11-22T01:00:00Z')
const wang = newId()
const smith = newId()
const people: Record<string, { name: string; email: string | null }> = {
  [wang]: { name: '王芳', email: 'wang@example.com' },
  [smith]: { name: 'Ann Smith', email: 'smith@example.com' },
}

let fresh: TestDatabase
let received: Notice[] = []
let failures = 0
const mail: NoticeChannel = {
  name: 'mail',
  async send(notice) {
    if (failures-- > 0) throw new Error('mailbox busy')
    received.push(notice)
  },
}

beforeAll(async () => {
  fresh = await testDatabase()
  await migrateJobs(fresh.database.owner, silentLog)
  await fresh.database.owner.query(
    `insert into jw.account (id, login, person_id, name, locale, created_at) values ($1, 'smith', $2, 'Ann Smith', 'en', now())`,
    [newId(), smith],
  )
})
afterAll(() => fresh.drop())

test('an opened task is told to everybody once, in the language each has chosen, and lies in the outbox per channel', async () => {
  const taskId = newId()
  const opened = {
    taskId,
    title: '区域经理审批',
    recordTitle: 'CT-1',
    starterName: '李雷',
    entity: null,
    recordId: null,
  }

  await command(ctx => ctx.run('notice', '*', 'task-opened', { ...opened, people: [wang, smith, wang] }))

  const [forWang, forSmith] = [await bell(wang), await bell(smith)]
  expect(forWang.items).toMatchObject([
    { kind: 'task-opened', title: '待处理：CT-1', link: `/tasks/${taskId}`, readAt: null },
  ])
  expect(forSmith.items).toMatchObject([{ title: 'To do: CT-1' }])
  expect(await jobs()).toHaveLength(2)
})

test('notice.send takes one person or many, leaves out empty places and links to the record', async () => {
  const record = newId()
  const input = { subject: '合同已生效', text: '可以打印。', entity: 'contract', id: record }

  const one = await command(ctx => ctx.call('notice.send', { ...input, to: wang }))
  const many = await command(ctx => ctx.call('notice.send', { ...input, to: [wang, null, smith] }))
  const nobody = await command(ctx => ctx.call('notice.send', { ...input, to: null }))

  expect([one, many, nobody]).toEqual([{ sent: 1 }, { sent: 2 }, { sent: 0 }])
  expect((await bell(wang)).items[0]).toMatchObject({ title: '合同已生效', link: `/records/contract/${record}` })
})

test('a link to another place than this installation is refused', async () => {
  const send = (link: string) => command(ctx => ctx.call('notice.send', { to: wang, subject: 'a', text: 'b', link }))

  await expect(send('https://evil.example')).rejects.toMatchObject({ code: 'function.input_invalid' })
  await expect(send('//evil.example')).rejects.toMatchObject({ code: 'function.input_invalid' })
})

test('a command that fails tells nobody', async () => {
  const before = (await bell(wang)).unread

  const failed = command(async ctx => {
    await ctx.call('notice.send', { to: wang, subject: 'a', text: 'b' })
    throw new NoSuchThing('test.failed', 'It failed.')
  })

  await expect(failed).rejects.toThrow(NoSuchThing)
  expect((await bell(wang)).unread).toBe(before)
})

test('the worker delivers each notice through the channel, and a second time nothing', async () => {
  await clearJobs()
  received = []
  const [id] = (await command(ctx =>
    ctx.run('notice', '*', 'send', {
      to: [wang],
      subject: '合同已生效',
      text: '可以打印。',
      link: '/tasks',
      entity: null,
      recordId: null,
    }),
  )) as [string]
  const deliver = deliverNotice({
    commands,
    channels: new Map([['mail', mail]]),
    publicUrl: 'https://jw.example.com',
    log: silentLog,
  })

  await untilDelivered(deliver, id)
  await deliver({ noticeId: id, channel: 'mail' }, { id: '1', attempt: 2, maxAttempts: 25 })

  expect(received).toEqual([
    {
      idempotencyKey: `${id}.mail`,
      to: { name: '王芳', email: 'wang@example.com' },
      locale: 'zh-CN',
      subject: '合同已生效',
      text: '可以打印。',
      link: 'https://jw.example.com/tasks',
    },
  ])
})

test('a channel that fails is tried again with the same key', async () => {
  received = []
  failures = 1
  const [id] = (await command(ctx =>
    ctx.run('notice', '*', 'send', { to: [wang], subject: 'a', text: 'b', link: null, entity: null, recordId: null }),
  )) as [string]
  const deliver = deliverNotice({ commands, channels: new Map([['mail', mail]]), publicUrl: null, log: silentLog })
  const job = { id: '1', attempt: 1, maxAttempts: 25 }

  await expect(deliver({ noticeId: id, channel: 'mail' }, job)).rejects.toThrow('mailbox busy')
  await deliver({ noticeId: id, channel: 'mail' }, job)

  expect(received.map(notice => notice.idempotencyKey)).toEqual([`${id}.mail`])
})

test('a notice whose receiver is gone, or whose channel was taken out, is given up without an error', async () => {
  received = []
  const gone = newId()
  const [id] = (await command(ctx =>
    ctx.run('notice', '*', 'send', { to: [gone], subject: 'a', text: 'b', link: null, entity: null, recordId: null }),
  )) as [string]
  const deliver = deliverNotice({ commands, channels: new Map([['mail', mail]]), publicUrl: null, log: silentLog })
  const job = { id: '1', attempt: 1, maxAttempts: 25 }

  await deliver({ noticeId: id, channel: 'mail' }, job)
  await deliver({ noticeId: id, channel: 'pager' }, job)

  expect(received).toEqual([])
})

test('the bell is read page by page, counts what is unread, and a notice of somebody else does not exist', async () => {
  const first = await bell(wang, { limit: 1 })
  const second = await bell(wang, { limit: 1, after: first.next })

  expect(second.items[0]!.id < first.items[0]!.id).toBe(true)

  const id = first.items[0]!.id
  const read = await command(ctx => noticeRoutes[1]!.handler({ ...request(ctx), params: { id } }), principal(wang))
  expect(read.body).toMatchObject({ id, readAt: '2026-11-22T01:00:00.000Z' })
  expect((await bell(wang)).unread).toBe(first.unread - 1)
  await expect(
    command(ctx => noticeRoutes[1]!.handler({ ...request(ctx), params: { id } }), principal(smith)),
  ).rejects.toMatchObject({
    code: 'notice.unknown',
  })
})

class NoSuchThing extends NotFound {}

const loadPerson: KindOperation = async (_name, { id }: { id: string }) => {
  if (people[id] === undefined) throw new NoSuchThing('record.not_found', 'There is no such record.')
  return people[id]
}

const snapshot = snapshotOf({ compiled: new Map() })

const commands = createCommandRunner({
  get database() {
    return fresh.database
  },
  snapshots: { current: () => snapshot, fresh: async () => snapshot },
  functions: functionRegistry([{ name: 'notice', functions: [noticeSend] }]),
  operations: new Map([
    ['notice', noticeOperations({ channels: ['mail'], locale: 'zh-CN' })],
    ['entity', { load: loadPerson }],
  ]),
  clock,
  log: silentLog,
  writeOutbox,
})

type Work<T> = Parameters<typeof commands.run<T>>[2]
type Context = Parameters<Work<unknown>>[0]

const command = <T>(work: Work<T>, who: Principal = systemPrincipal): Promise<T> =>
  commands.run(who, { name: 'test', cause: 'test' }, work)

const principal = (personId: string): Principal => ({ accountId: newId(), personId, name: '', roles: [], user: {} })

const request = (ctx: Context) => ({ params: {}, query: {}, body: undefined, ifMatch: undefined, locale: 'zh-CN', ctx })

interface Bell {
  items: { id: string; title: string; link: string | null }[]
  next: string | null
  unread: number
}

async function bell(person: string, query: Record<string, unknown> = {}): Promise<Bell> {
  const reply = await commands.read(principal(person), ctx => noticeRoutes[0]!.handler({ ...request(ctx), query }))
  return reply.body as Bell
}

async function jobs(): Promise<unknown[]> {
  const { rows } = await fresh.database.owner.query('select * from graphile_worker._private_jobs')
  return rows
}

const clearJobs = () => fresh.database.owner.query('delete from graphile_worker._private_jobs')

async function untilDelivered(deliver: ReturnType<typeof deliverNotice>, noticeId: string): Promise<void> {
  const done = Promise.withResolvers<void>()
  const worker = await startWorker({
    pool: fresh.database.app,
    tasks: {
      [DELIVER_NOTICE]: async (payload, job) => {
        await deliver(payload, job)
        if (payload['noticeId'] === noticeId) done.resolve()
      },
    },
    log: silentLog,
    pollIntervalMs: 50,
  })
  await done.promise
  await worker.stop()
}
