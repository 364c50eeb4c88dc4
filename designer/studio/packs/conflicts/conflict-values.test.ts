import { createInstance } from 'i18next'
import { expect, test } from 'vitest'
import changesZh from '../../i18n/changes.zh-CN.json'
import zhCN from '../../i18n/zh-CN.json'
import { changeWords } from '../../core/change-words.ts'
import { contentTitles } from '../../core/content-titles.ts'
import type { Conflict } from '../packs-api.ts'
import { conflictPlace, conflictValues } from './conflict-values.ts'

const i18n = createInstance()
await i18n.init({ lng: 'zh-CN', resources: { 'zh-CN': { changes: changesZh, studio: zhCN } } })
const PART = JSON.stringify({ title: '配件', properties: { stock: { type: 'integer', title: '库存' } } })
const context = { words: changeWords(i18n, 'zh-CN'), titles: contentTitles('entity', [PART]) }

const conflict = (
  at: string,
  sides: Pick<Conflict, 'base' | 'theirs' | 'ours'>,
  reason = 'both_changed',
): Conflict => ({
  id: 'shop/entity/part',
  title: '配件',
  key: at,
  at,
  reason,
  choice: null,
  ...sides,
})

const told = (given: Conflict, side: 'base' | 'theirs' | 'ours') =>
  conflictValues(given, context)[side].lines.map(({ label, words, differs }) =>
    [differs ? '!' : '', label, words].filter(part => part !== '').join(' '),
  )

test('a place is told by the titles on the way to it', () => {
  expect(conflictPlace(conflict('/properties/stock/maximum', {}), context)).toContain('库存 · 最大值')
})

test('plain values stand as they are, without marks', () => {
  const given = conflict('/properties/stock/maximum', { base: 80, theirs: 12_000, ours: 100 })

  expect([told(given, 'base'), told(given, 'theirs'), told(given, 'ours')]).toEqual([['80'], ['12,000'], ['100']])
})

test('of things with parts only what is not the same everywhere is told, in the same order on each side', () => {
  const given = conflict('/properties/stock', {
    base: { type: 'integer', title: '库存', minimum: 0 },
    theirs: { type: 'integer', title: '库存', minimum: 1 },
    ours: { type: 'integer', title: '库存', minimum: 0, maximum: 9999 },
  })

  expect(told(given, 'base')).toEqual(['最小值 0', '最大值 –'])
  expect(told(given, 'theirs')).toEqual(['! 最小值 1', '最大值 –'])
  expect(told(given, 'ours')).toEqual(['最小值 0', '! 最大值 9,999'])
})

test('a side without the place is absent, and does not count as different', () => {
  const given = conflict('/properties/stock', {
    base: { type: 'integer', minimum: 0 },
    ours: { type: 'integer', minimum: 5 },
  })

  expect(conflictValues(given, context).theirs).toEqual({ absent: true, lines: [] })
  expect(told(given, 'ours')).toEqual(['! 最小值 5'])
})

test('a whole definition that comes as a text is told by its parts', () => {
  const given = conflict('', { base: PART, ours: PART.replace('配件', '备件') }, 'pack_removed')

  expect(told(given, 'base')).toEqual(['名称 配件'])
  expect(told(given, 'ours')).toEqual(['! 名称 备件'])
})

test('of long texts only changed lines are told, with their neighbours', () => {
  const lines = Array.from({ length: 20 }, (_, i) => `line ${i}`)
  const changed = (i: number) => lines.with(i, 'other').join('\n')
  const given = conflict('/body', { base: lines.join('\n'), theirs: changed(3), ours: changed(10) })

  expect(told(given, 'ours')).toEqual(['…', 'line 9', '! other', 'line 11', '…'])
  expect(told(given, 'base')).toEqual(['…', 'line 2', 'line 3', 'line 4', '…', 'line 9', 'line 10', 'line 11', '…'])
})

test('orders are told as numbered lists', () => {
  const given = conflict('/properties', { base: ['a', 'b'], theirs: ['b', 'a'], ours: ['a', 'b'] }, 'moved_apart')

  expect(told(given, 'theirs')).toEqual(['! 1 b', '! 2 a'])
})

test('a condition is told by its value', () => {
  const amount = (value: string) => ({ fact: 'amount', operator: 'lessThanInclusive', value })
  const given = conflict('/rules/small/conditions/all/amount lessThanInclusive', {
    base: amount('1000'),
    theirs: amount('2000'),
    ours: amount('1500'),
  })

  expect([told(given, 'base'), told(given, 'theirs'), told(given, 'ours')]).toEqual([['1,000'], ['2,000'], ['1,500']])
})
