import { readFileSync } from 'node:fs'
import type { RuleSetContent } from '@jingwei/engine/model'
import { expect, test } from 'vitest'
import { compileForTrial, tryRules } from './try-rules.ts'

const content = JSON.parse(
  readFileSync(
    new URL('../../../../definitions/medical-device/rule-sets/discount_authority.rule-set.json', import.meta.url),
    'utf8',
  ),
) as RuleSetContent
const rules = compileForTrial(content)

test('the bench decides as the engine does', () => {
  const trial = tryRules(rules, { discount_pct: '13.5', gm_pct: '24.2', order_amount: '820000', extra_term_days: '0' })

  expect(trial).toMatchObject({ decision: { outputs: { level: 3 }, matched: [{ key: 'l3' }] } })
})

test('a missing or wrong input is named', () => {
  expect(tryRules(rules, { discount_pct: '1' })).toMatchObject({ fault: 'input' })
  expect(tryRules(rules, { discount_pct: 'x', gm_pct: '40', order_amount: '1', extra_term_days: '0' })).toMatchObject({
    fault: 'input',
    field: 'discount_pct',
  })
})

test('faulty rules are not tried', () => {
  const faulty = {
    ...content,
    rules: [{ ...content.rules[0]!, conditions: { all: [{ fact: 'nothing', operator: 'equal', value: '1' }] } }],
  }

  expect(tryRules(compileForTrial(faulty as RuleSetContent), {})).toEqual({ fault: 'faulty' })
})
