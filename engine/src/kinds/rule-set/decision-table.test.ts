import { expect, test } from 'vitest'
import type { RuleSetContent } from './content.ts'
import { decisionTable, withDecisionTable } from './decision-table.ts'
import authority from './fixtures/discount_authority.rule-set.json' with { type: 'json' }
import { rule, smallRuleSet } from './fixtures/compiled.ts'

const content = authority as RuleSetContent

test('the matrix is a table: a row per level, a limit per cell', () => {
  const { table } = decisionTable(content)

  expect(table!.rows[1]).toEqual({
    key: 'l1',
    title: 'L1 片区经理',
    cells: {
      discount_pct: '10',
      gm_pct: '30',
      order_amount: '500000',
      extra_term_days: 15,
      level: 1,
      title: '片区经理',
    },
  })
  expect(table!.rows[4]!.cells).toEqual({ level: 4, title: '总经理、财务与法务' })
})

test('writing a table back without a change changes nothing', () => {
  expect(withDecisionTable(content, decisionTable(content).table!)).toEqual(content)
  expect(withDecisionTable(smallRuleSet(), decisionTable(smallRuleSet()).table!)).toEqual(smallRuleSet())
})

test('a rule whose conditions stand in another order keeps it until its row is changed', () => {
  const l1 = content.rules[1]!
  const turned = { ...l1, conditions: { all: 'all' in l1.conditions ? l1.conditions.all.toReversed() : [] } }
  const other = { ...content, rules: [content.rules[0]!, turned, ...content.rules.slice(2)] }

  expect(withDecisionTable(other, decisionTable(other).table!).rules[1]).toBe(turned)
})

test('a changed cell changes that value and nothing else', () => {
  const table = structuredClone(decisionTable(content).table!)
  table.rows[1]!.cells['discount_pct'] = '12'

  const changed = withDecisionTable(content, table)

  const expected = structuredClone(content)
  ;(expected.rules[1]!.conditions as { all: { value: unknown }[] }).all[0]!.value = '12'
  expect(changed).toEqual(expected)
})

test('an emptied cell takes any value, a new row is a new rule', () => {
  const table = structuredClone(decisionTable(content).table!)
  delete table.rows[0]!.cells['gm_pct']
  table.rows.push({ key: 'new', cells: { discount_pct: '1', level: 9, title: '新' } })

  const { rules } = withDecisionTable(content, table)

  expect(rules[0]!.conditions).toMatchObject({
    all: [{ fact: 'discount_pct' }, { fact: 'order_amount' }, { fact: 'extra_term_days' }],
  })
  expect(rules[5]).toEqual(
    rule('new', { level: 9, title: '新' }, { fact: 'discount_pct', operator: 'lessThanInclusive', value: '1' }),
  )
})

test('columns that nobody declared follow the rules', () => {
  const range = rule(
    'range',
    { level: 1 },
    { fact: 'discount', operator: 'greaterThan', value: '1' },
    { fact: 'discount', operator: 'lessThan', value: '5' },
  )
  const { table } = decisionTable(smallRuleSet({ rules: [range] }))

  expect(table!.columns.map(column => column.key)).toEqual(['discount', 'discount_2', 'level', 'fee'])
})

test.each<[string, Partial<RuleSetContent>, object]>([
  [
    'nested conditions',
    { rules: [{ ...rule('one', { level: 1 }), conditions: { any: [{ not: { all: [] } }] } }] },
    { rule: 'one', reason: 'nested' },
  ],
  ['a comparison without a column', { columns: [] }, { rule: 'low', reason: 'no_column' }],
  [
    'one comparison twice',
    {
      rules: [
        rule(
          'one',
          { level: 1 },
          { fact: 'days', operator: 'notEqual', value: 1 },
          { fact: 'days', operator: 'notEqual', value: 2 },
        ),
      ],
    },
    { rule: 'one', reason: 'twice' },
  ],
])('%s is no table, and the rule is named', (_, changes, notATable) => {
  expect(decisionTable(smallRuleSet(changes))).toEqual({ notATable })
})
