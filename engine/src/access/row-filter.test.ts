import { subject } from '@casl/ability'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { entityModel } from '../../../tests/support/entity-model.ts'
import { snapshotWith } from '../../../tests/support/snapshot.ts'
import type { Principal } from '../runtime/context.ts'
import type { Column } from '../store/statements/predicate.ts'
import { predicateSql } from '../store/statements/predicate-sql.ts'
import { named, Parameters } from '../store/statements/sql-text.ts'
import { reader } from '../store/transaction.ts'
import { abilityOf, type RoleRule } from './ability.ts'
import { rowFilter } from './row-filter.ts'

const UNITS = ['0193f1c0-0000-7000-8000-00000000000a', '0193f1c0-0000-7000-8000-00000000000b']
const CUSTOMERS = [
  { id: '0193f1c0-0000-7000-8000-0000000000c1', region: 'east', unit: UNITS[0] },
  { id: '0193f1c0-0000-7000-8000-0000000000c2', region: null, unit: UNITS[1] },
]

const customer = entityModel('customer', [
  { name: 'region', type: 'text' },
  { name: 'unit', type: 'reference', target: 'org_unit' },
])
const deal = entityModel('deal', [
  { name: 'status', type: 'enum' },
  { name: 'secret', type: 'boolean' },
  { name: 'amount', type: 'decimal' },
  { name: 'days', type: 'integer' },
  { name: 'signed_on', type: 'date' },
  { name: 'owner', type: 'reference', target: 'person' },
  { name: 'tags', type: 'texts' },
  { name: 'customer', type: 'reference', target: 'customer' },
])
const snapshot = snapshotWith({ entity: { customer, deal } })
const principal: Principal = {
  accountId: 'a1',
  personId: UNITS[0]!,
  name: 'test',
  roles: [],
  user: { id: UNITS[0], nobody: null, unit_tree: UNITS },
}

interface Row {
  id: string
  [column: string]: unknown
}

let db: TestDatabase
let rows: Row[]

beforeAll(async () => {
  db = await testDatabase()
  await db.database.owner.query(`
    create table app.customer (id uuid primary key, region text, unit uuid);
    create table app.deal (id uuid primary key, status text, secret boolean, amount numeric(18,4), days bigint,
                           signed_on date, owner uuid, tags jsonb, customer uuid)`)
  for (const c of CUSTOMERS)
    await db.database.owner.query('insert into app.customer values ($1, $2, $3)', [c.id, c.region, c.unit])
  rows = allRows()
  for (const r of rows)
    await db.database.owner.query('insert into app.deal values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      r.id,
      r.status,
      r.secret,
      r.amount,
      r.days,
      r.signed_on,
      r.owner,
      r.tags === null ? null : JSON.stringify(r.tags),
      r.customer,
    ])
})
afterAll(() => db.drop())

test('the rows that SQL chooses are the rows that CASL allows, whatever the rules', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRule, { minLength: 1, maxLength: 6 }), async rules => {
      const ability = abilityOf(rules, principal, snapshot)
      const parameters = new Parameters()
      const where = predicateSql(rowFilter({ abilities: [ability], can: () => true }, 'read', 'deal'), 'r', parameters)

      const found = await reader(db.database).query<{ id: string }>(
        named(`select r.id from app.deal r where ${where}`),
        parameters.values,
      )

      const allowed = rows.filter(row =>
        ability.can('read', subject('deal', { valueOf: (column: Column) => valueOf(row, column) })),
      )
      expect(found.map(r => r.id).sort()).toEqual(allowed.map(r => r.id).sort())
    }),
    { numRuns: 300 },
  )
})

test('an inverted rule does not hide rows whose field is empty', async () => {
  const ability = abilityOf(
    [
      { key: 'all', action: 'read', subject: 'deal' },
      { key: 'no_secrets', action: 'read', subject: 'deal', inverted: true, conditions: { secret: true } },
    ],
    principal,
    snapshot,
  )
  const parameters = new Parameters()
  const where = predicateSql(rowFilter({ abilities: [ability], can: () => true }, 'read', 'deal'), 'r', parameters)

  const [counted] = await reader(db.database).query<{ n: number }>(
    named(`select count(*)::int as n from app.deal r where r.secret is null and ${where}`),
    parameters.values,
  )

  expect(counted!.n).toBe(rows.filter(r => r.secret === null).length)
  expect(counted!.n).toBeGreaterThan(0)
})

test('an account without a person is not the owner of records without an owner', () => {
  const ability = abilityOf(
    [{ key: 'own', action: 'read', subject: 'deal', conditions: { owner: '${user.nobody}' } }],
    principal,
    snapshot,
  )

  expect(ability.can('read', subject('deal', { valueOf: () => null }))).toBe(false)
})

test('a further role never takes a right away', () => {
  const deny: RoleRule = { key: 'none', action: 'read', subject: 'deal', inverted: true }
  const allow: RoleRule = { key: 'all', action: 'read', subject: 'deal' }
  const abilities = [abilityOf([allow], principal, snapshot), abilityOf([allow, deny], principal, snapshot)]

  expect(rowFilter({ abilities, can: () => true }, 'read', 'deal')).toEqual({ op: 'all', of: [] })
})

const order = fc.constantFrom('$lt', '$lte', '$gt', '$gte', '$eq', '$ne')
const leaf = fc.oneof(
  fc.constantFrom('draft', 'paid', null, 'x').map(v => ({ status: v })),
  fc.tuple(order, fc.constantFrom('draft', 'paid')).map(([op, v]) => ({ status: { [op]: v } })),
  fc
    .subarray(['draft', 'paid', 'x'])
    .chain(list => fc.constantFrom('$in', '$nin').map(op => ({ status: { [op]: list } }))),
  fc.boolean().map(v => ({ secret: v })),
  fc.tuple(order, fc.constantFrom('0', '9.5', '10.00', '100')).map(([op, v]) => ({ amount: { [op]: v } })),
  fc.tuple(order, fc.constantFrom(0, 9, 10)).map(([op, v]) => ({ days: { [op]: v } })),
  fc.tuple(order, fc.constantFrom('2026-01-01', '2026-06-30')).map(([op, v]) => ({ signed_on: { [op]: v } })),
  fc
    .constantFrom('${user.id}', '${user.nobody}')
    .chain(p => fc.constantFrom('$eq', '$ne').map(op => ({ owner: { [op]: p } }))),
  fc.constantFrom('$in', '$nin').map(op => ({ owner: { [op]: '${user.unit_tree}' } })),
  fc
    .constantFrom('status', 'secret', 'amount', 'customer')
    .chain(f => fc.boolean().map(b => ({ [f]: { $exists: b } }))),
  fc.constantFrom('a', 'b').map(v => ({ tags: v })),
  fc.tuple(fc.constantFrom('$in', '$nin'), fc.subarray(['a', 'b'])).map(([op, v]) => ({ tags: { [op]: v } })),
  fc.constantFrom('east', null, { $ne: 'east' }, { $exists: false }).map(v => ({ 'customer.region': v })),
  fc.constantFrom('$in', '$nin').map(op => ({ 'customer.unit': { [op]: '${user.unit_tree}' } })),
)

const anyRule: fc.Arbitrary<RoleRule> = fc
  .record(
    {
      key: fc.constant('r'),
      action: fc.constantFrom<string | string[]>('read', ['read', 'update'], 'update', 'manage'),
      subject: fc.constantFrom('deal', 'deal', 'deal', 'customer'),
      inverted: fc.boolean(),
      conditions: conditions(),
      fields: fc.constantFrom<string[]>(['*'], ['status'], ['*', '!amount']),
    },
    { requiredKeys: ['key', 'action', 'subject'] },
  )
  .map(rule => (rule.subject === 'customer' ? { ...rule, conditions: { region: 'east' } } : rule) as RoleRule)

function conditions(): fc.Arbitrary<Record<string, unknown>> {
  return fc.letrec<{ condition: Record<string, unknown> }>(tie => ({
    condition: fc.oneof(
      { depthSize: 'small', maxDepth: 2 },
      leaf,
      leaf,
      fc.record({ $and: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ $or: fc.array(tie('condition'), { maxLength: 3 }) }),
    ),
  })).condition
}

/** Every column takes every one of its values, missing too, without trying all combinations. */
function allRows(): Row[] {
  const values: Record<string, unknown[]> = {
    status: ['draft', 'paid', null],
    secret: [true, false, null],
    amount: ['9.5000', '10.0000', '100.0000', null],
    days: [9, 10, null],
    signed_on: ['2026-01-01', '2026-07-01', null],
    owner: [UNITS[0], UNITS[1], null],
    tags: [['a'], ['a', 'b'], [], null],
    customer: [CUSTOMERS[0]!.id, CUSTOMERS[1]!.id, null],
  }
  return Array.from({ length: 60 }, (_, n) => {
    const row: Row = { id: `0193f1c0-0000-7000-8000-${n.toString(16).padStart(12, '0')}` }
    for (const [place, [column, options]] of Object.entries(values).entries())
      row[column] = options[Math.floor(n / (place + 1)) % options.length]
    return row
  })
}

function valueOf(row: Row, column: Column): unknown {
  if (column.via === undefined) return row[column.name]
  const target = CUSTOMERS.find(c => c.id === row[column.via!.reference])
  return target?.[column.name as 'region']
}
