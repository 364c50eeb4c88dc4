import { expect, test } from 'vitest'
import { compileFixture } from '../../../../tests/support/definition-faults.ts'
import { visitPack } from '../../../../tests/support/visit-pack.ts'
import type { Answer, ChecklistModel } from './checklist-model.ts'
import checklist from './fixtures/visit_check.checklist.json' with { type: 'json' }
import { scoreChecklist } from './score-checklist.ts'

const { compiled } = await compileFixture({ ...visitPack, 'checklists/visit_check.checklist.json': checklist })
const model = compiled.get('fixture/checklist/visit_check')!.compiled as ChecklistModel
const good = { cold_room: 'yes', temperature: '4.5', tidy: 4, humidity: '55', leaks: 'no' }
const score = (answers: Record<string, Answer>, kind = 'onsite', of = model) => scoreChecklist(of, answers, { kind })

test('the score is the weighted sum over the items that count', () => {
  const result = score(good)

  // (1×1 + 3×1 + 2×4/5 + 1×1) ÷ 7
  expect(result).toMatchObject({ score: '94.29', passed: true, failed: [], missing: [] })
  expect(result.sections).toEqual([
    { key: 'storage', score: '100.00' },
    { key: 'order', score: '86.67' },
  ])
})

test('bounds of a range are good, what lies beyond fails', () => {
  expect(score({ ...good, temperature: '8' }).failed).toEqual([])
  expect(score({ ...good, temperature: '8.01' })).toMatchObject({
    failed: ['temperature'],
    failedCritical: ['temperature'],
  })
})

test('a failed critical item fails the whole, unless the checklist says otherwise', () => {
  const nearlyAll = { ...good, temperature: '12' }
  const lenient = { ...model, criticalFailsAll: false, passScore: '50' }

  expect(score(nearlyAll)).toMatchObject({ score: '51.43', passed: false })
  expect(score(nearlyAll, 'onsite', lenient)).toMatchObject({ passed: true })
})

test('items that do not apply are neither asked nor counted', () => {
  const { temperature: _, ...without } = good

  expect(score({ ...without, cold_room: 'not_applicable' })).toMatchObject({
    score: '86.67',
    passed: true,
    missing: [],
  })
  expect(score(without, 'remote')).toMatchObject({ missing: [], passed: true })
  expect(score(without)).toMatchObject({ missing: ['temperature'], passed: null })
})

test('an answer of another type is said to be none', () => {
  for (const [key, answer] of [
    ['tidy', 6],
    ['tidy', 2.5],
    ['temperature', '1e1'],
    ['leaks', 'not_applicable'],
  ] as const)
    expect(score({ ...good, [key]: answer })).toMatchObject({ invalid: [key], passed: null })
})

test('a checklist without scoring is filled in and not judged', () => {
  expect(score(good, 'onsite', { ...model, passScore: null })).toMatchObject({ score: '94.29', passed: null })
})
