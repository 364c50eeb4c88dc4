import { expect, test } from 'vitest'
import { snapshotOf } from '../metadata/snapshot-of.ts'
import type { Principal } from '../runtime/context.ts'
import { abilityOf, type RoleRule } from './ability.ts'
import { mayOnDefinition } from './definition-rights.ts'

const analyst: Principal = { accountId: 'a', personId: null, name: 'Analyst', roles: ['analyst'], user: {} }
const accessFor = (rules: RoleRule[], who = analyst) => {
  const ability = abilityOf(rules, who, snapshotOf({ compiled: new Map() }))
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

test('a program may do on definitions what both its token and its person may, and nothing else', () => {
  const program: Principal = { ...analyst, programRights: ['read', 'publish'] }
  const rules: RoleRule[] = [
    { key: 'definitions', action: ['read', 'edit'], subject: 'definition' },
    { key: 'records', action: 'read', subject: 'contract' },
  ]

  const access = accessFor(rules, program)
  const admin = accessFor([{ key: 'all', action: 'manage', subject: 'all' }], program)

  expect(['read', 'edit', 'publish'].filter(right => mayOnDefinition(access, right, 'a/flow/b'))).toEqual(['read'])
  expect(['read', 'edit', 'publish'].filter(right => mayOnDefinition(admin, right, 'a/flow/b'))).toEqual([
    'read',
    'publish',
  ])
  expect(access.can('read', 'contract')).toBe(false)
  expect(admin.can('read', 'contract')).toBe(false)
})

test('a rule that takes a right away from the person takes it away from his program too', () => {
  const access = accessFor(
    [
      { key: 'all', action: 'manage', subject: 'all' },
      { key: 'no_flows', action: 'manage', subject: 'definition', conditions: { kind: 'flow' }, inverted: true },
      { key: 'odd', action: 'read', subject: 'all', conditions: { kind: 'flow' } },
    ],
    { ...analyst, programRights: ['read'] },
  )

  expect(mayOnDefinition(access, 'read', 'a/role/b')).toBe(true)
  expect(mayOnDefinition(access, 'read', 'a/flow/b')).toBe(false)
})
