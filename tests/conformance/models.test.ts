import { describe, expect, test } from 'vitest'
import { modelNames, readModel } from './model-files.ts'
import { WAYS, runModel } from './run-model.ts'

/** Rules of the semantics (docs/bpmn-elements.md) that a model can show; the others need several nodes or versions. */
const SHOWN_ELSEWHERE = new Set([21, 26])

test('there are models for every rule and position', () => {
  expect(modelNames.length).toBeGreaterThanOrEqual(150)
  const rules = new Set(modelNames.flatMap(name => /rule-(\d+)/.exec(name)?.[1] ?? []).map(Number))
  const missing = Array.from({ length: 30 }, (_, i) => i + 1).filter(
    rule => !rules.has(rule) && !SHOWN_ELSEWHERE.has(rule),
  )
  expect(missing).toEqual([])
})

describe.each(modelNames)('%s', name => {
  const { text, testCase } = readModel(name)
  test.each(WAYS)('runs %s', way => runModel(text, testCase, { way }))
})
