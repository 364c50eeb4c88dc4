import { expect, test } from 'vitest'
import { inTransaction, reader } from '../../engine/src/store/transaction.ts'
import { testDatabase } from './database.ts'

test('a test gets a migrated database of its own in which both roles work', async () => {
  const one = await testDatabase()
  const two = await testDatabase()

  await one.database.owner.query('create table app.thing (id int primary key, amount numeric(18,2), "on" date)')
  await inTransaction(one.database, tx =>
    tx.query({ name: 'add_thing', text: 'insert into app.thing values ($1, $2, $3)' }, [1, '1.50', '2026-02-28']),
  )

  expect(await reader(one.database).query({ name: 'things', text: 'select * from app.thing' })).toEqual([
    { id: 1, amount: '1.50', on: '2026-02-28' },
  ])
  await expect(one.database.app.query('create table app.other (id int)')).rejects.toThrow(/permission denied/)
  await expect(two.database.app.query('select from app.thing')).rejects.toThrow(/does not exist/)
  await one.drop()
  await two.drop()
})
