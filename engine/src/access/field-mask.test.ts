import { expect, test } from 'vitest'
import { entityModel } from '../../../tests/support/entity-model.ts'
import { snapshotWith } from '../../../tests/support/snapshot.ts'
import type { Principal } from '../runtime/context.ts'
import { accessOf, type RoleRule } from './ability.ts'
import { fieldMask, taskFieldSet } from './field-mask.ts'

const deal = entityModel('deal', [
  { name: 'title', type: 'text' },
  { name: 'cost', type: 'decimal', sensitivity: 'internal' },
  { name: 'owner', type: 'reference', target: 'person' },
  { name: 'lines', type: 'lines', fields: [text('product'), { ...text('cost'), sensitivity: 'internal' }] },
])

function text(name: string) {
  return { name, title: name, type: 'text' as const, required: false, readOnly: false }
}

const ME = '0193f1c0-0000-7000-8000-00000000000a'

function access(...roles: RoleRule[][]) {
  const names = roles.map((_, n) => `role${n}`)
  const compiled = Object.fromEntries(roles.map((rules, n) => [`role${n}`, { rules }]))
  const principal: Principal = { accountId: 'a', personId: ME, name: 'x', roles: names, user: { id: ME } }
  return accessOf(principal, snapshotWith({ entity: { deal }, role: compiled }))
}

const own: RoleRule = { key: 'own', action: 'read', subject: 'deal', conditions: { owner: '${user.id}' } }
const all: RoleRule = { key: 'all', action: 'read', subject: 'deal' }

test('rules without fields mask nothing', () => {
  expect(fieldMask(access([own]), 'read', deal)).toMatchObject({ conditions: [] })
  expect(fieldMask(access([own]), 'read', deal).fieldsOf([])).toBeNull()
})

test('a list of fields opens these, and with a field of line items everything in it', () => {
  const mask = fieldMask(access([{ ...all, fields: ['title', 'lines'] }]), 'read', deal)

  expect(mask.fieldsOf([true])).toEqual(new Set(['title', 'lines', 'lines.product', 'lines.cost']))
})

test('one field of the line items is taken away by its path', () => {
  const mask = fieldMask(access([{ ...all, fields: ['*', '!cost', '!lines.cost'] }]), 'read', deal)

  expect(mask.fieldsOf([])).toEqual(new Set(['title', 'owner', 'lines', 'lines.product']))
})

test('an inverted rule hides fields on the rows where it holds', () => {
  const hide: RoleRule = {
    key: 'hide',
    action: 'read',
    subject: 'deal',
    inverted: true,
    fields: ['cost'],
    conditions: { owner: { $ne: '${user.id}' } },
  }
  const mask = fieldMask(access([all, hide]), 'read', deal)

  expect(mask.conditions).toHaveLength(1)
  expect(mask.fieldsOf([true])!.has('cost')).toBe(false)
  expect(mask.fieldsOf([false])!.has('cost')).toBe(true)
})

test('what one role hides another role may show', () => {
  const mask = fieldMask(access([{ ...all, fields: ['title'] }], [own]), 'read', deal)
  const holdsOwn = mask.conditions.map(() => true)

  expect(mask.fieldsOf(holdsOwn)!.has('cost')).toBe(true)
  expect(mask.fieldsOf(mask.conditions.map(() => false))).toEqual(new Set(['title']))
})

test('a task shows to somebody without a right of his own what is not sensitive', () => {
  expect(taskFieldSet(access([]), 'read', deal)).toEqual(new Set(['title', 'owner', 'lines', 'lines.product']))
  expect(taskFieldSet(access([{ ...own, fields: ['*', '!title'] }]), 'read', deal)!.has('cost')).toBe(true)
})

test('the system sees everything', () => {
  const principal: Principal = { accountId: 'system', personId: null, name: 'system', roles: [], user: {} }

  const mask = fieldMask(accessOf(principal, snapshotWith({ entity: { deal } })), 'read', deal)

  expect(mask.fieldsOf([])).toBeNull()
})
