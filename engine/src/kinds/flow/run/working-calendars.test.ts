import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../../../tests/support/database.ts'
import { addWorkingTime } from '../../../base/working-calendar/index.ts'
import { silentLog } from '../../../base/log.ts'
import { builtinFunctions } from '../../../host/builtin-functions.ts'
import { compilePacks } from '../../../host/compile-packs.ts'
import { compileDefinitions, type CompileOutput } from '../../../metadata/compile-definitions.ts'
import type { EntityModel } from '../../../metadata/entity-model.ts'
import type { RunContext, Transaction } from '../../../runtime/context.ts'
import { applySchemaChange } from '../../../store/schema-change.ts'
import { transactionOf } from '../../../store/transaction.ts'
import { kinds } from '../../index.ts'
import { applyReferenceData } from '../../reference-data/run/apply-rows.ts'
import type { ReferenceDataModel } from '../../reference-data/reference-data-model.ts'
import { workingCalendar } from './working-calendars.ts'

let db: TestDatabase
let asked: string[]
let ctx: Pick<RunContext, 'snapshot' | 'tx'>

const all = <T>({ compiled }: CompileOutput, kind: string): T[] =>
  [...compiled.values()].filter(each => each.source.kind === kind).map(each => each.compiled as T)

async function compileCore(): Promise<CompileOutput> {
  const core = path.resolve(import.meta.dirname, '../../../../../definitions/core')
  const { folders, functions } = await compilePacks([core], { kinds, builtins: builtinFunctions })
  return compileDefinitions({ packs: folders, kinds, functions: functions.all })
}

beforeAll(async () => {
  db = await testDatabase()
  const output = await compileCore()
  const models = all<EntityModel>(output, 'entity')
  await applySchemaChange(db.database, models, silentLog)
  const tx = ownTransaction()
  const modelOf = (name: string) => models.find(model => model.name === name)!
  await applyReferenceData(tx, all<ReferenceDataModel>(output, 'reference-data'), { modelOf, at: new Date() })
  const find = (kind: string, name: string) =>
    kind === 'entity' ? models.find(model => model.name === name) : undefined
  ctx = { snapshot: { find } as unknown as RunContext['snapshot'], tx }
})
afterAll(() => db.drop())

/** Each statement by itself; `asked` collects what the calendar's own statement gave. */
function ownTransaction(): Transaction {
  const tx = transactionOf(db.database.owner as never)
  asked = []
  return {
    ...tx,
    async query<Row extends object>(statement: Parameters<Transaction['query']>[0], values?: readonly unknown[]) {
      const rows = await tx.query<Row>(statement, values)
      if (statement.name === 'flow-read-working-calendar')
        asked.push((rows[0] as { calendar?: unknown } | undefined)?.calendar ? 'rows' : 'stamp')
      return rows
    },
  }
}

const change = (text: string) => db.database.owner.query(text)

test('a calendar that nobody entered is none, and neither is one where there are no calendars', async () => {
  expect(await workingCalendar(ctx, 'mars')).toBeNull()

  const bare = { ...ctx, snapshot: { find: () => undefined } as unknown as RunContext['snapshot'] }
  expect(await workingCalendar(bare, 'china')).toBeNull()
})

test('the calendar of China is read once, then only its stamp, until somebody changes a row', async () => {
  const first = await workingCalendar(ctx, 'china')
  asked = []

  const second = await workingCalendar(ctx, 'china')

  expect(second).toBe(first)
  expect(first).toMatchObject({ name: 'china', zone: 'Asia/Shanghai' })
  expect(Object.keys(first!.years)).toEqual(['2024', '2025', '2026'])
  expect(first!.years[2026]!.notice).toBe('国务院办公厅关于2026年部分节假日安排的通知 国办发明电〔2025〕7号 2025-11-04')
  expect(first!.hours.monday).toEqual([
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '18:00' },
  ])
  expect(first!.hours.sunday).toEqual([])

  await change(
    `update app.calendar_day set type = 'workday', version = version + 1 where "on" = '2026-10-08' or "on" = '2026-10-07'`,
  )
  const third = await workingCalendar(ctx, 'china')

  expect(third!.years[2026]!.workdays).toContain('2026-10-07')
  expect(asked).toEqual(['stamp', 'rows'])
})

test('a later year is added as rows: deadlines in it go by its holidays and are no longer beyond the calendar', async () => {
  const start = '2026-12-31T07:00:00.000Z'
  const before = addWorkingTime(start, 'P1D', (await workingCalendar(ctx, 'china'))!)
  expect(before).toEqual({ at: '2027-01-01T07:00:00.000Z', beyondCalendar: true })

  await change(`insert into app.calendar_day (id, version, created_at, updated_at, calendar, "on", type, note)
    select gen_random_uuid(), 1, now(), now(), id, '2027-01-01', 'holiday', '元旦' from app.calendar where code = 'china'`)
  // Days alone are not enough: whoever enters them says so when the year is complete.
  expect(addWorkingTime(start, 'P1D', (await workingCalendar(ctx, 'china'))!)).toEqual(before)

  await change(`insert into app.calendar_year (id, version, created_at, updated_at, calendar, year, notice_title)
    select gen_random_uuid(), 1, now(), now(), id, 2027, '国务院办公厅关于2027年部分节假日安排的通知' from app.calendar where code = 'china'`)

  const after = addWorkingTime(start, 'P1D', (await workingCalendar(ctx, 'china'))!)
  expect(after).toEqual({ at: '2027-01-04T07:00:00.000Z', beyondCalendar: false })
})

test('a calendar with hours that can not be read is given as it is, and counting with it says why not', async () => {
  await change(`insert into app.calendar (id, version, created_at, updated_at, code, name, zone, monday)
    values (gen_random_uuid(), 1, now(), now(), 'odd', 'Odd', 'Asia/Shanghai', '09:00-12:00,11:00-13:00')`)

  const odd = (await workingCalendar(ctx, 'odd'))!

  expect(() => addWorkingTime('2026-01-05T01:00:00.000Z', 'P1D', odd)).toThrow('The working calendar "odd" can')
})
