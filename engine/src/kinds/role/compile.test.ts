import { expect, test } from 'vitest'
import { compileFixture, testAllCodes, testFaults } from '../../../../tests/support/definition-faults.ts'
import type { RoleModel } from './role-model.ts'
import { files, roleFaults } from './fixtures/faults.ts'

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

roleFaults.forEach(testFaults)
testAllCodes(
  new URL('./', import.meta.url),
  'role',
  roleFaults.flatMap(table => table.rows),
)
