import { expect, test } from 'vitest'
import { groupDefinitions } from './group-definitions.ts'

const definition = (id: string, title: string) => {
  const [pack = '', kind = '', name = ''] = id.split('/')
  return { id, pack, kind, name, title, version: 1, local: false, permissions: [] }
}
const all = [
  definition('sales/entity/contract', '合同'),
  definition('medical-device/flow/contract_approval', '合同审批'),
  definition('medical-device/rule-set/discount_authority', '折扣审批权限'),
]

test('flows and rule sets stand before entities', () => {
  expect(groupDefinitions(all, '').map(group => group.kind)).toEqual(['flow', 'rule-set', 'entity'])
})

test('the search looks in title and id, for every word', () => {
  expect(groupDefinitions(all, '合同').flatMap(group => group.items.map(item => item.name))).toEqual([
    'contract_approval',
    'contract',
  ])
  expect(groupDefinitions(all, 'medical discount').flatMap(group => group.items)).toHaveLength(1)
  expect(groupDefinitions(all, 'zzz')).toEqual([])
})
