import { expect, test } from 'vitest'
import { compileFixture, testAllCodes, testFaults, type FaultRow } from '../../../../tests/support/definition-faults.ts'
import role from './fixtures/seller.role.json' with { type: 'json' }
import type { RoleModel } from './role-model.ts'

const reference = (target: string) => ({ type: 'string', format: 'uuid', 'x-ref': target })
const money = { type: 'string', format: 'decimal', 'x-money': { currency: 'CNY' } }
const files = {
  'entities/customer.entity.json': {
    $kind: 'entity',
    name: 'customer',
    title: 'Customer',
    type: 'object',
    'x-display': 'region',
    properties: { region: { type: 'string' } },
  },
  'entities/order.entity.json': {
    $kind: 'entity',
    name: 'order',
    title: 'Order',
    type: 'object',
    'x-display': 'status',
    properties: {
      customer: reference('customer'),
      owner: reference('customer'),
      unit: reference('customer'),
      cost: money,
      status: {
        type: 'string',
        readOnly: true,
        oneOf: [
          { const: 'open', title: 'Open' },
          { const: 'closed', title: 'Closed' },
        ],
      },
      lines: { type: 'array', 'x-lines': true, items: { type: 'object', properties: { cost: money } } },
    },
    'x-states': {
      field: 'status',
      initial: 'open',
      transitions: [{ key: 'place', title: 'Place', from: ['open'], to: 'closed' }],
    },
  },
  'roles/seller.role.json': role,
}

test('rules compile to one form', async () => {
  const { compiled } = await compileFixture(files)

  const { rules } = compiled.get('fixture/role/seller')!.compiled as RoleModel

  expect(rules[1]).toEqual({
    key: 'team',
    action: ['read'],
    subject: ['order'],
    conditions: { $or: [{ unit: { $in: '${user.unit_tree}' } }, { 'customer.region': 'east' }] },
    inverted: false,
  })
  expect(rules[2]).toMatchObject({ fields: ['cost', 'lines.cost'], inverted: true, reason: '成本只给财务看。' })
})

const rows: FaultRow[] = [
  { code: 'role.unknown_subject', put: '/rules/0/subject', wrong: 'ordr', nearest: 'order' },
  { code: 'role.unknown_subject', put: '/rules/2/subject/0', wrong: 'ordr', nearest: 'order' },
  { code: 'role.unknown_action', put: '/rules/0/action/2', wrong: 'plce', nearest: 'place' },
  { code: 'role.unknown_action', put: '/rules/4/action', wrong: 'publish', right: 'read' },
  { code: 'role.unknown_field', put: '/rules/2/fields/0', wrong: 'cots', nearest: 'cost', right: '!cost' },
  { code: 'role.unknown_field', put: '/rules/2/fields/1', wrong: 'lines.price', right: '*' },
  { code: 'role.duplicate_key', put: '/rules/1/key', wrong: 'own', right: 'others' },
  { code: 'role.no_conditions', put: '/rules/4/conditions', wrong: { action: 'x' } },
  { code: 'role.no_fields', put: '/rules/3/fields', wrong: ['kind'], at: '/rules/3/fields/0' },
  {
    code: 'query.unknown_field',
    put: '/rules/0/conditions',
    wrong: { ownr: 1 },
    at: '/rules/0/conditions/ownr',
    right: { owner: null },
  },
  {
    code: 'query.unknown_operator',
    put: '/rules/0/conditions/status',
    wrong: { $like: 'x' },
    at: '/rules/0/conditions/status/$like',
    right: { $exists: true },
  },
  {
    code: 'query.wrong_value',
    put: '/rules/0/conditions/owner',
    wrong: '${user.unit_tree}',
    right: '${user.org_unit}',
  },
  {
    code: 'query.wrong_value',
    put: '/rules/1/conditions/$or/0/unit/$in',
    wrong: '${user.id}',
    right: '${user.unit_tree}',
  },
  { code: 'query.wrong_value', put: '/rules/0/conditions/owner', wrong: '${user.password}', right: '${user.id}' },
  { code: 'query.malformed', put: '/rules/1/conditions/$or', wrong: { unit: 'x' }, right: [] },
]

testFaults({ files, path: 'roles/seller.role.json', rows })
testAllCodes(new URL('./', import.meta.url), 'role', rows)
