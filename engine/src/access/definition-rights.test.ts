import { expect, test } from 'vitest'
import { snapshotOf } from '../metadata/snapshot-of.ts'
import type { Principal } from '../runtime/context.ts'
import { abilityOf, type RoleRule } from './ability.ts'
import { mayOnDefinition } from './definition-rights.ts'

const analyst: Principal = { accountId: 'a', personId: null, name: 'Analyst', roles: ['analyst'], user: {} }
const accessFor = (rules: RoleRule[]) => {
  const ability = abilityOf(rules, analyst, snapshotOf({ compiled: new Map() }))
  return { abilities: [ability], can: (action: string, subject: string) => ability.can(action, subject) }
}

test('somebody who may publish rule sets may not publish a flow', () => {
  const access = accessFor([
    { key: 'rules', action: ['edit', 'publish'], subject: 'definition', conditions: { kind: 'rule-set' } },
  ])

  expect(mayOnDefinition(access, 'publish', 'medical-device/rule-set/discount_authority')).toBe(true)
  expect(mayOnDefinition(access, 'publish', 'medical-device/flow/contract_approval')).toBe(false)
  expect(mayOnDefinition(access, 'read', 'medical-device/rule-set/discount_authority')).toBe(false)
})

test('a condition on a subject that has no rows grants nothing', () => {
  const access = accessFor([{ key: 'odd', action: 'read', subject: 'audit', conditions: { kind: 'x' } }])

  expect(access.abilities[0]!.can('read', { __caslSubjectType__: 'audit', valueOf: () => 'x' })).toBe(false)
})
