import { expect, test } from 'vitest'
import type { ComparisonContent, RuleContent, RuleSetContent } from './content.ts'
import authority from './fixtures/discount_authority.rule-set.json' with { type: 'json' }
import { compiled, diagnosticsOf, faultsOf, rule, smallRuleSet } from './fixtures/compiled.ts'

const withComparison = (comparison: ComparisonContent) =>
  smallRuleSet({ rules: [rule('one', { level: 1 }, comparison)] })
const withParams = (params: RuleContent['event']['params']) => smallRuleSet({ rules: [rule('one', params)] })

test('the discount authority of the template compiles', async () => {
  const ruleSet = await compiled(authority as RuleSetContent)

  expect(ruleSet.rules.map(each => each.key)).toEqual(['l0', 'l1', 'l2', 'l3', 'l4'])
  expect(ruleSet.facts.map(fact => [fact.name, fact.type.name])).toEqual([
    ['discount_pct', 'decimal'],
    ['gm_pct', 'decimal'],
    ['order_amount', 'decimal'],
    ['extra_term_days', 'integer'],
  ])
})

test('an unknown fact is said with the nearest one', () => {
  const [diagnostic] = diagnosticsOf(withComparison({ fact: 'discont', operator: 'equal', value: '5' }))

  expect(diagnostic).toMatchObject({
    code: 'rule_set.unknown_fact',
    pointer: '/rules/0/conditions/all/0/fact',
    nearest: 'discount',
  })
})

test.each<[string, ComparisonContent]>([
  ['a decimal as JSON number', { fact: 'discount', operator: 'equal', value: 5 }],
  ['a text where a decimal stands', { fact: 'discount', operator: 'equal', value: 'five' }],
  ['a number as text where a whole number stands', { fact: 'days', operator: 'equal', value: '5' }],
  ['a choice that is not offered', { fact: 'region', operator: 'equal', value: 'north' }],
  ['a day that does not exist', { fact: 'signed_on', operator: 'lessThan', value: '2026-02-30' }],
  ['an instant without zone', { fact: 'placed_at', operator: 'lessThan', value: '2026-02-01T00:00:00' }],
  ['one value for a list', { fact: 'region', operator: 'in', value: 'east' }],
  ['a list for one value', { fact: 'region', operator: 'equal', value: ['east'] }],
])('%s is refused', async (_, comparison) => {
  expect(await faultsOf(withComparison(comparison))).toEqual([
    ['/rules/0/conditions/all/0/value', 'rule_set.value_type'],
  ])
})

test('an item of a list is refused at its place', async () => {
  const content = withComparison({ fact: 'region', operator: 'in', value: ['east', 'north'] })

  expect(await faultsOf(content)).toEqual([['/rules/0/conditions/all/0/value/1', 'rule_set.value_type']])
})

test.each<[string, ComparisonContent]>([
  ['an order of texts', { fact: 'region', operator: 'lessThan', value: 'east' }],
  ['equality of sets', { fact: 'tags', operator: 'equal', value: 'a' }],
  ['contains of a text', { fact: 'region', operator: 'contains', value: 'east' }],
])('%s is refused', async (_, comparison) => {
  expect(await faultsOf(withComparison(comparison))).toEqual([
    ['/rules/0/conditions/all/0/operator', 'rule_set.operator_type'],
  ])
})

test('a fact is compared with a fact of its own type only', async () => {
  expect(await faultsOf(withComparison({ fact: 'discount', operator: 'lessThan', value: { fact: 'limit' } }))).toEqual(
    [],
  )
  expect(await faultsOf(withComparison({ fact: 'discount', operator: 'lessThan', value: { fact: 'days' } }))).toEqual([
    ['/rules/0/conditions/all/0/value/fact', 'rule_set.value_type'],
  ])
  expect(await faultsOf(withComparison({ fact: 'discount', operator: 'lessThan', value: { fact: 'limt' } }))).toEqual([
    ['/rules/0/conditions/all/0/value/fact', 'rule_set.unknown_fact'],
  ])
})

test('results are checked by name, type and completeness', async () => {
  expect(await faultsOf(withParams({ level: '1' }))).toEqual([['/rules/0/event/params/level', 'rule_set.value_type']])
  expect(await faultsOf(withParams({ level: 1, fee: 3 }))).toEqual([
    ['/rules/0/event/params/fee', 'rule_set.value_type'],
  ])
  expect(await faultsOf(withParams({ fee: '1' }))).toEqual([['/rules/0/event/params', 'rule_set.missing_output']])
  expect(await faultsOf(withParams({ level: 1, fees: '1' }))).toEqual([
    ['/rules/0/event/params/fees', 'rule_set.unknown_output'],
  ])
  expect(await faultsOf(withParams({ level: 1, fee: '=discount * dayz' }))).toEqual([
    ['/rules/0/event/params/fee', 'expression.unknown_name'],
  ])
  expect(await faultsOf(withParams({ level: 1, fee: '=region' }))).toEqual([
    ['/rules/0/event/params/fee', 'expression.wrong_result'],
  ])
})

test('columns name facts and results that exist', async () => {
  const columns: RuleSetContent['columns'] = [
    { key: 'a', side: 'input', fact: 'discont', operator: 'equal' },
    { key: 'b', side: 'output', output: 'levl' },
    { key: 'b', side: 'input', fact: 'tags', operator: 'lessThan' },
  ]

  expect(await faultsOf(smallRuleSet({ columns }))).toEqual([
    ['/columns/2/key', 'rule_set.duplicate_key'],
    ['/columns/0/fact', 'rule_set.unknown_fact'],
    ['/columns/1/output', 'rule_set.unknown_output'],
    ['/columns/2/operator', 'rule_set.operator_type'],
  ])
})

test('what could never be right is refused', async () => {
  const rules = [rule('one', { level: 1 }), rule('one', { level: 2 })]

  expect(await faultsOf(smallRuleSet({ rules }))).toEqual([['/rules/1/key', 'rule_set.duplicate_key']])
  expect(await faultsOf(smallRuleSet({ effective: { from: '2026-02-01', to: '2026-01-01' } }))).toEqual([
    ['/effective/to', 'rule_set.never_in_force'],
  ])
  expect(await faultsOf(smallRuleSet({ inputs: { ...smallRuleSet().inputs, required: ['nothing'] } }))).toEqual([
    ['/inputs/required/0', 'rule_set.unknown_property'],
  ])
  const outputs = { type: 'object', properties: { name: { type: 'string' } } } as const
  expect(await faultsOf(smallRuleSet({ hit_policy: 'max', outputs, rules: [rule('one', { name: 'a' })] }))).toEqual([
    ['/hit_policy', 'rule_set.no_order'],
  ])
})

test.each<[string, object]>([
  ['another policy', { hit_policy: 'rule-order' }],
  ['an unknown key', { rulez: [] }],
  ['a JSON number with a fraction', { rules: [rule('one', { level: 1.5 })] }],
  ['a floating type', { inputs: { type: 'object', properties: { a: { type: 'number' } } } }],
  ['an empty any', { rules: [{ ...rule('one', { level: 1 }), conditions: { any: [] } }] }],
  [
    'two words in one group',
    { rules: [{ ...rule('one', { level: 1 }), conditions: { any: [{ not: { all: [] } }], all: [] } }] },
  ],
  [
    'an operator nobody knows',
    {
      rules: [{ ...rule('one', { level: 1 }), conditions: { all: [{ fact: 'days', operator: 'matches', value: 1 }] } }],
    },
  ],
])('the schema refuses %s', async (_, changes) => {
  expect((await faultsOf(smallRuleSet(changes))).map(([, code]) => code.split('.')[0])).toContain('schema')
})
