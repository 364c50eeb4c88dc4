import type { RuleSetContent } from '@jingwei/engine/model'
import { expect, test } from 'vitest'
import { commandStack, execute, undo } from '../../core/command-stack.ts'
import { addRow, moveRow, removeRow, renameRow, setCells } from './table-commands.ts'

const content: RuleSetContent = {
  $kind: 'rule-set',
  name: 'discounts',
  title: '折扣',
  hit_policy: 'first',
  inputs: { type: 'object', properties: { discount: { type: 'string', format: 'decimal' } } },
  outputs: { type: 'object', properties: { level: { type: 'integer' } } },
  columns: [
    { key: 'discount', side: 'input', fact: 'discount', operator: 'lessThanInclusive' },
    { key: 'level', side: 'output', output: 'level' },
  ],
  rules: [
    {
      key: 'l0',
      title: 'L0',
      conditions: { all: [{ fact: 'discount', operator: 'lessThanInclusive', value: '5' }] },
      event: { type: 'decided', params: { level: 0 } },
    },
    { key: 'l1', title: 'L1', conditions: { all: [] }, event: { type: 'decided', params: { level: 1 } } },
  ],
}

test('a changed limit changes that one condition and nothing else', () => {
  const changed = setCells('edit', [{ row: 'l0', column: 'discount', cell: '6' }]).execute(content)

  expect(changed.rules[0]!.conditions).toEqual({
    all: [{ fact: 'discount', operator: 'lessThanInclusive', value: '6' }],
  })
  expect(changed.rules[1]).toBe(content.rules[1])
})

test('setting a cell to what it says is no change', () => {
  expect(setCells('edit', [{ row: 'l0', column: 'discount', cell: '5' }]).execute(content)).toBe(content)
})

test('a cleared condition is gone: any value', () => {
  const changed = setCells('clear', [{ row: 'l0', column: 'discount', cell: undefined }]).execute(content)

  expect(changed.rules[0]!.conditions).toEqual({ all: [] })
})

test('rows are added, copied, moved, renamed and removed, and keys stay', () => {
  const added = addRow('add', 'l0', 'l0').execute(content)
  expect(added.rules.map(rule => rule.key)).toEqual(['l0', 'r3', 'l1'])
  expect(added.rules[1]!.conditions).toEqual(content.rules[0]!.conditions)

  expect(
    moveRow('up', 'l1', -1)
      .execute(content)
      .rules.map(rule => rule.key),
  ).toEqual(['l1', 'l0'])
  expect(moveRow('up', 'l0', -1).execute(content)).toBe(content)
  expect(renameRow('rename', 'l0', '免审批').execute(content).rules[0]!.title).toBe('免审批')
  expect(removeRow('remove', 'l0').execute(content).rules).toHaveLength(1)
})

test('undo of an edit gives back the very same rule set', () => {
  const stack = execute(commandStack(content), setCells('edit', [{ row: 'l1', column: 'level', cell: 9 }]))

  expect(stack.state.rules[1]!.event.params).toEqual({ level: 9 })
  expect(undo(stack).state).toBe(content)
})
