import { Engine } from 'json-rules-engine'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ComparisonContent, RuleSetContent } from './content.ts'
import { InvalidRuleInput, RuleSetBadResult, RuleSetContradiction, RuleSetNotUnique } from './errors.ts'
import { evaluateRuleSet } from './evaluate.ts'
import authority from './fixtures/discount_authority.rule-set.json' with { type: 'json' }
import { compiled, rule, smallRuleSet } from './fixtures/compiled.ts'

const decide = async (content: RuleSetContent, inputs: Record<string, unknown>) =>
  evaluateRuleSet(await compiled(content), inputs)

test.each([
  [
    'EX-D1: the margin is the strictest',
    { discount_pct: '13.5', gm_pct: '24.2', order_amount: '820000.00', extra_term_days: 0 },
    3,
  ],
  [
    'EX-D2: a margin below 20 %',
    { discount_pct: '0', gm_pct: '17.67', order_amount: '42000.00', extra_term_days: 0 },
    4,
  ],
  [
    'boundaries belong to the lower level',
    { discount_pct: '10', gm_pct: '30', order_amount: '500000', extra_term_days: 15 },
    1,
  ],
  [
    'and the next step does not',
    { discount_pct: '10.0001', gm_pct: '30', order_amount: '500000', extra_term_days: 15 },
    2,
  ],
  [
    'whole numbers come from FEEL as text',
    { discount_pct: '0', gm_pct: '40', order_amount: '1', extra_term_days: '16' },
    2,
  ],
])('discount authority, %s', async (_, inputs, level) => {
  expect((await decide(authority as RuleSetContent, inputs)).outputs).toMatchObject({ level })
})

test('a decision says which rule held, which did not, and by which comparison', async () => {
  const decision = await decide(smallRuleSet(), { discount: '7.50' })

  expect(decision).toEqual({
    outputs: { level: 1, fee: null },
    matched: [{ key: 'middle', title: 'middle' }],
    trace: [
      {
        rule: 'low',
        title: 'low',
        matched: false,
        conditions: [{ fact: 'discount', operator: 'lessThanInclusive', expected: '5', actual: '7.50', result: false }],
      },
      {
        rule: 'middle',
        title: 'middle',
        matched: true,
        conditions: [{ fact: 'discount', operator: 'lessThanInclusive', expected: '10', actual: '7.50', result: true }],
      },
    ],
  })
})

test('no rule, no result', async () => {
  expect(await decide(smallRuleSet(), { discount: '50' })).toMatchObject({ outputs: null, matched: [] })
  expect(await decide(smallRuleSet({ hit_policy: 'collect' }), { discount: '50' })).toMatchObject({
    outputs: [],
    matched: [],
  })
})

test.each<[ComparisonContent, Record<string, unknown>, boolean]>([
  [{ fact: 'discount', operator: 'equal', value: '5' }, { discount: '5.00' }, true],
  [{ fact: 'discount', operator: 'notEqual', value: '5' }, { discount: '5.00' }, false],
  [{ fact: 'discount', operator: 'in', value: ['1', '5.0'] }, { discount: '5' }, true],
  [{ fact: 'discount', operator: 'notIn', value: ['1', '5.0'] }, { discount: '5' }, false],
  [{ fact: 'discount', operator: 'greaterThan', value: { fact: 'limit' } }, { discount: '5', limit: '4.99' }, true],
  [{ fact: 'discount', operator: 'greaterThan', value: { fact: 'limit' } }, { discount: '5' }, false],
  [{ fact: 'days', operator: 'lessThan', value: 10 }, { discount: '1', days: 9 }, true],
  [{ fact: 'days', operator: 'lessThan', value: 10 }, { discount: '1' }, false],
  [{ fact: 'days', operator: 'equal', value: null }, { discount: '1' }, true],
  [{ fact: 'region', operator: 'in', value: ['east', null] }, { discount: '1' }, true],
  [{ fact: 'urgent', operator: 'equal', value: true }, { discount: '1', urgent: true }, true],
  [
    { fact: 'signed_on', operator: 'greaterThanInclusive', value: '2026-01-31' },
    { discount: '1', signed_on: '2026-01-31' },
    true,
  ],
  [
    { fact: 'placed_at', operator: 'lessThan', value: '2026-01-01T00:00:00Z' },
    { discount: '1', placed_at: '2026-01-01T07:59:59+08:00' },
    true,
  ],
  [{ fact: 'tags', operator: 'contains', value: 'a' }, { discount: '1', tags: ['b', 'a'] }, true],
  [{ fact: 'tags', operator: 'doesNotContain', value: 'a' }, { discount: '1', tags: ['b'] }, true],
  [{ fact: 'tags', operator: 'doesNotContain', value: 'a' }, { discount: '1' }, false],
])('%j of %j is %s', async (comparison, inputs, holds) => {
  const content = smallRuleSet({ rules: [rule('one', { level: 1 }, comparison)] })

  expect((await decide(content, inputs)).matched).toHaveLength(holds ? 1 : 0)
})

test('conditions nest', async () => {
  const small = { fact: 'discount', operator: 'lessThan', value: '5' } as const
  const east = { fact: 'region', operator: 'equal', value: 'east' } as const
  const conditions = { any: [{ all: [small, east] }, { not: { any: [small, east] } }] }
  const content = smallRuleSet({ rules: [{ ...rule('one', { level: 1 }), conditions }] })
  const holds = async (inputs: Record<string, unknown>) => (await decide(content, inputs)).matched.length === 1

  expect(await holds({ discount: '1', region: 'east' })).toBe(true)
  expect(await holds({ discount: '9', region: 'west' })).toBe(true)
  expect(await holds({ discount: '1', region: 'west' })).toBe(false)
  expect(await holds({ discount: '9', region: 'east' })).toBe(false)
})

test('a higher priority is asked first, equal ones in their order', async () => {
  const rules = [
    rule('a', { level: 1 }),
    { ...rule('b', { level: 2 }), priority: 5 },
    { ...rule('c', { level: 3 }), priority: 5 },
  ]

  expect((await decide(smallRuleSet({ rules }), { discount: '1' })).outputs).toMatchObject({ level: 2 })
})

test('unique takes one rule and refuses two', async () => {
  const content = smallRuleSet({ hit_policy: 'unique' })

  expect((await decide(content, { discount: '7' })).outputs).toMatchObject({ level: 1 })
  await expect(decide(content, { discount: '3' })).rejects.toThrow(RuleSetNotUnique)
})

test('any takes rules that agree, by number and not by text', async () => {
  const agreeing = [rule('a', { level: 1, fee: '2.0' }), rule('b', { level: 1, fee: '2.00' })]
  const differing = [rule('a', { level: 1 }), rule('b', { level: 2 })]

  expect(await decide(smallRuleSet({ hit_policy: 'any', rules: agreeing }), { discount: '1' })).toMatchObject({
    outputs: { level: 1, fee: '2.0' },
    matched: [{ key: 'a' }, { key: 'b' }],
  })
  await expect(decide(smallRuleSet({ hit_policy: 'any', rules: differing }), { discount: '1' })).rejects.toThrow(
    RuleSetContradiction,
  )
})

test('max takes the rule with the greatest first result, with all that it says', async () => {
  const rules = [
    rule('a', { level: 2, fee: '1' }),
    rule('b', { level: 10, fee: '2' }),
    rule('c', { level: 10, fee: '3' }),
  ]
  const decision = await decide(smallRuleSet({ hit_policy: 'max', rules }), { discount: '1' })

  expect(decision).toMatchObject({ outputs: { level: 10, fee: '2' }, matched: [{ key: 'b' }] })
  expect(decision.trace.map(each => each.matched)).toEqual([true, true, true])
})

test('collect gives the results of all', async () => {
  expect((await decide(smallRuleSet({ hit_policy: 'collect' }), { discount: '3' })).outputs).toEqual([
    { level: 0, fee: null },
    { level: 1, fee: null },
  ])
})

test('a result may be calculated, exactly and in its type', async () => {
  const rules = [rule('one', { level: '=days + 1', fee: '=discount * 0.1' })]
  const content = smallRuleSet({ rules })

  expect((await decide(content, { discount: '0.3', days: 2 })).outputs).toEqual({ level: 3, fee: '0.03' })
  expect((await decide(content, { discount: '0.3' })).outputs).toEqual({ level: null, fee: '0.03' })
  const half = smallRuleSet({ rules: [rule('one', { level: '=days / 2' })] })
  await expect(decide(half, { discount: '1', days: 3 })).rejects.toThrow(RuleSetBadResult)
})

test('every wrong fact is named in one answer', async () => {
  const inputs = { days: 1.5, region: 'north', dicount: '5', limit: 0.1, tags: 'a', signed_on: '2026-13-01' }

  const error = await decide(smallRuleSet(), inputs).catch((thrown: unknown) => thrown)

  expect(error).toBeInstanceOf(InvalidRuleInput)
  expect((error as InvalidRuleInput).problems.map(({ pointer, code }) => [pointer, code])).toEqual([
    ['/discount', 'rule_set.missing_fact'],
    ['/days', 'rule_set.wrong_fact'],
    ['/limit', 'rule_set.wrong_fact'],
    ['/region', 'rule_set.wrong_fact'],
    ['/signed_on', 'rule_set.wrong_fact'],
    ['/tags', 'rule_set.wrong_fact'],
    ['/dicount', 'rule_set.unknown_fact'],
  ])
})

test('holds exactly the rules that json-rules-engine finds, for whole numbers and choices', async () => {
  const facts = ['a', 'b'] as const
  const comparison = fc.record({
    fact: fc.constantFrom(...facts),
    operator: fc.constantFrom(
      'equal',
      'notEqual',
      'lessThan',
      'lessThanInclusive',
      'greaterThan',
      'greaterThanInclusive',
    ),
    value: fc.integer({ min: -2, max: 2 }),
  })
  const { condition } = fc.letrec(tie => ({
    condition: fc.oneof({ maxDepth: 3, depthSize: 'small' }, comparison, tie('group')),
    group: fc.oneof(
      fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('condition') }),
    ),
  }))
  const inputs = fc.record({ a: fc.integer({ min: -2, max: 2 }), b: fc.integer({ min: -2, max: 2 }) })

  await fc.assert(
    fc.asyncProperty(fc.array(condition, { minLength: 1, maxLength: 4 }), inputs, async (conditions, given) => {
      const rules = conditions.map((each, i) => ({
        ...rule(`r${i}`, { level: i }),
        conditions: { all: [each as ComparisonContent] },
      }))
      const properties = { a: { type: 'integer' }, b: { type: 'integer' } } as const
      const content = smallRuleSet({ hit_policy: 'collect', inputs: { type: 'object', properties }, rules })
      const engine = new Engine()
      for (const { key, conditions, event } of structuredClone(rules)) engine.addRule({ name: key, conditions, event })

      const { results } = await engine.run(given)

      const ours = (await decide(content, given)).matched.map(each => each.key)
      expect(new Set(ours)).toEqual(new Set(results.map(result => result.name)))
    }),
    { numRuns: 200, seed: 20260101 },
  )
})
