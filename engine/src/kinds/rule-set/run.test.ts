import { expect, test } from 'vitest'
import { FakeClock } from '../../base/clock.ts'
import type { RunContext } from '../../runtime/context.ts'
import type { RuleSetContent } from './content.ts'
import { RuleSetNotInForce } from './errors.ts'
import authority from './fixtures/discount_authority.rule-set.json' with { type: 'json' }
import { compiled, rule, smallRuleSet } from './fixtures/compiled.ts'
import { acceptedByJsonRulesEngine } from './run/accept.ts'
import { operations } from './run.ts'

async function context(content: RuleSetContent, now: string): Promise<RunContext> {
  const definition = { source: { id: 'test/rule-set/small' }, compiled: await compiled(content), version: 7 }
  const tx = { query: async () => [] }
  return { clock: new FakeClock(now), snapshot: { id: 0, get: () => definition }, tx } as unknown as RunContext
}

test('a decision names its rule set and version', async () => {
  const ctx = await context(smallRuleSet(), '2026-05-05T00:00:00Z')

  expect(await operations['evaluate']!('small', { inputs: { discount: '3' } }, ctx)).toMatchObject({
    outputs: { level: 0 },
    matched: [{ key: 'low' }],
    ruleSet: 'small',
    version: 7,
  })
})

test('a rule set is in force on both of its days, counted in business time', async () => {
  const content = smallRuleSet({ effective: { from: '2026-01-01', to: '2026-06-30' } })
  const evaluate = async (now: string, asOf?: string) =>
    operations['evaluate']!('small', { inputs: { discount: '3' }, asOf }, await context(content, now))

  await expect(evaluate('2025-12-31T15:59:59Z')).rejects.toThrow(RuleSetNotInForce)
  await expect(evaluate('2025-12-31T16:00:00Z')).resolves.toMatchObject({ outputs: { level: 0 } })
  await expect(evaluate('2026-06-30T15:59:59Z')).resolves.toMatchObject({ outputs: { level: 0 } })
  await expect(evaluate('2026-06-30T16:00:00Z')).rejects.toThrow(RuleSetNotInForce)
  await expect(evaluate('2026-12-01T00:00:00Z', '2026-03-01')).resolves.toMatchObject({ outputs: { level: 0 } })
})

test('json-rules-engine takes what we take', () => {
  const content = authority as RuleSetContent
  const before = structuredClone(content)

  expect(acceptedByJsonRulesEngine(content)).toBeNull()
  expect(content).toEqual(before)
})

test('json-rules-engine names the rule that it refuses, and why', () => {
  const broken = { ...rule('broken', { level: 1 }), conditions: { all: [{ operator: 'equal', value: 1 }] } }

  expect(
    acceptedByJsonRulesEngine({ rules: [rule('good', { level: 1 }), broken] as unknown as RuleSetContent['rules'] }),
  ).toBe('Rule broken: Condition: constructor "fact" property required')
})
