import { afterAll, beforeAll, expect, test } from 'vitest'
import { openGuideReader, type GuideReader } from '../support/guide-reader.ts'
import { guideSteps } from '../support/guide.ts'

let reader: GuideReader

beforeAll(() => {
  reader = openGuideReader()
})
afterAll(() => reader.close())

const LIMIT = 240_000

test('the guide to packages can be followed where the first guide ends', { timeout: LIMIT }, async () => {
  // Its commands were tried with the first guide; here only what it leaves behind counts.
  const files = guideSteps('model-your-first-process').filter(step => step.does !== 'run')
  for (const step of files) if (step.does !== 'write' || step.file !== 'jingwei.config.json') await reader.follow(step)
  await reader.follow({ does: 'run', commands: ['npx jingwei fmt my-packs/leave'], prints: '…' })

  const steps = guideSteps('package-and-upgrade-a-template')
  for (const step of steps) await reader.follow(step)

  expect(steps.filter(step => step.does === 'run').length).toBeGreaterThan(10)
})
