import { expect, test } from 'vitest'
import type { Statement } from '../runtime/context.ts'
import { writeTogether, type Write } from './write-together.ts'

const insert: Statement = { name: 'test-insert', text: 'insert into a (x, y) values ($1, $2)' }
const update: Statement = { name: 'test-update', text: 'update b set x = $2 where id = $1' }

/** What is sent. */
function written(writes: readonly Write[]): { statement: Statement; values: readonly unknown[] }[] {
  const sent: { statement: Statement; values: readonly unknown[] }[] = []
  writeTogether({ write: (statement, values = []) => void sent.push({ statement, values }) }, writes)
  return sent
}

test('several writes are one statement, each with parameters of its own', () => {
  const [one, ...more] = written([
    { statement: insert, values: ['x', 'y'] },
    { statement: update, values: ['id', 'z'] },
  ])

  expect(more).toEqual([])
  expect(one!.statement.text).toBe(
    'with w0 as (insert into a (x, y) values ($1, $2))\nupdate b set x = $4 where id = $3',
  )
  expect(one!.values).toEqual(['x', 'y', 'id', 'z'])
})

test('the same writes are the same prepared statement', () => {
  const names = [1, 2].map(
    n =>
      written([
        { statement: update, values: [n, n] },
        { statement: insert, values: [n, n] },
      ])[0]!.statement.name,
  )

  expect(names[0]).toBe(names[1])
})

test('one write goes as it is, and so do more parameters than the server takes', () => {
  const wide: Statement = { name: 'test-wide', text: 'insert into c values ($1000)' }

  expect(written([{ statement: insert, values: [1, 2] }])).toEqual([{ statement: insert, values: [1, 2] }])
  expect(
    written([
      { statement: wide, values: [] },
      { statement: wide, values: [] },
    ]).map(each => each.statement.name),
  ).toEqual(['test-wide', 'test-wide'])
})
