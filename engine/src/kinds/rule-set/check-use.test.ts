import { expect, test } from 'vitest'
import type { ComparisonContent, RuleSetContent } from './content.ts'
import { diagnosticsOf, rule, smallRuleSet } from './fixtures/compiled.ts'

const cheap: ComparisonContent = { fact: 'discount', operator: 'lessThan', value: '5' }
const east: ComparisonContent = { fact: 'region', operator: 'equal', value: 'east' }
const urgent: ComparisonContent = { fact: 'urgent', operator: 'equal', value: true }

const warnings = (content: RuleSetContent, code: string) =>
  diagnosticsOf(content)
    .filter(each => each.code === `rule_set.${code}`)
    .map(each => [each.severity, each.pointer])

const neverTaken = (...rules: RuleSetContent['rules']) => warnings(smallRuleSet({ rules }), 'rule_never_taken')
const second = [['warning', '/rules/1/conditions']]

test('a rule behind one that asks for no more is never taken', () => {
  expect(neverTaken(rule('a', { level: 1 }, cheap), rule('b', { level: 2 }, cheap))).toEqual(second)
  expect(neverTaken(rule('a', { level: 1 }, cheap), rule('b', { level: 2 }, east, urgent, cheap))).toEqual(second)
  expect(neverTaken(rule('a', { level: 1 }, urgent, east), rule('b', { level: 2 }, east, cheap, urgent))).toEqual(
    second,
  )
  expect(neverTaken(rule('a', { level: 1 }), rule('b', { level: 2 }, cheap))).toEqual(second)
})

test('groups are the same whatever their order', () => {
  const of = (key: string, ...any: ComparisonContent[]) => ({ ...rule(key, { level: 1 }), conditions: { any } })

  expect(neverTaken(of('a', cheap, east), of('b', east, cheap))).toEqual(second)
  expect(neverTaken(of('a', cheap, east), of('b', east, urgent))).toEqual([])
})

test('a rule that asks for less, or for something else, is taken', () => {
  expect(neverTaken(rule('a', { level: 1 }, cheap, east), rule('b', { level: 2 }, cheap))).toEqual([])
  expect(neverTaken(rule('a', { level: 1 }, cheap), rule('b', { level: 2 }, { ...cheap, value: '6' }))).toEqual([])
})

test('the order is that in which rules are looked at', () => {
  const important = { ...rule('b', { level: 2 }, cheap), priority: 5 }

  expect(neverTaken(rule('a', { level: 1 }, cheap, east), important)).toEqual([['warning', '/rules/0/conditions']])
})

test('other policies look at all rules', () => {
  const rules = [rule('a', { level: 1 }, cheap), rule('b', { level: 2 }, cheap)]

  expect(warnings(smallRuleSet({ hit_policy: 'collect', rules }), 'rule_never_taken')).toEqual([])
})

test('inputs are used by conditions, by what they are compared with, by results and by columns', () => {
  const rules = [rule('a', { level: 1, fee: '=discount * days' }, { ...cheap, value: { fact: 'limit' } }, east)]
  const columns: RuleSetContent['columns'] = [{ key: 'u', side: 'input', fact: 'urgent', operator: 'equal' }]

  expect(warnings(smallRuleSet({ rules, columns }), 'unused_input')).toEqual([
    ['warning', '/inputs/properties/signed_on'],
    ['warning', '/inputs/properties/placed_at'],
    ['warning', '/inputs/properties/tags'],
  ])
})
