import { expect, test } from 'vitest'
import { openGuideReader } from '../support/guide-reader.ts'
import { guideSteps } from '../support/guide.ts'

// Its later steps need a running installation; the guide that follows it starts one.
test('the first guide can be followed as it is written', { timeout: 60_000 }, async () => {
  const reader = openGuideReader()
  try {
    const steps = guideSteps('model-your-first-process')
    for (const step of steps) await reader.follow(step)
    expect(steps.filter(step => step.does === 'run').length).toBeGreaterThan(3)
  } finally {
    await reader.close()
  }
})
