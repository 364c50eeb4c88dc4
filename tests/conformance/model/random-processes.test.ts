import fc from 'fast-check'
import { expect, test } from 'vitest'
import { structuredProcess } from './arbitrary-blocks.ts'
import { unstructuredProcess } from './arbitrary-graphs.ts'
import { compare } from './compare.ts'
import { modelOfBlocks } from './model-of-blocks.ts'
import { CHOICES, type ProcessModel } from './process-model.ts'

/** Few with every test run, many in the long form. */
const RUNS = process.env.JINGWEI_LONG ? 10_000 : 150
const SEED = Number(process.env.JINGWEI_FUZZ_SEED ?? 20260101)

const script = fc.array(fc.record({ which: fc.nat(1000), choice: fc.nat(CHOICES - 1) }), {
  minLength: 6,
  maxLength: 16,
})

async function runsAlike(models: fc.Arbitrary<ProcessModel>): Promise<{ steps: number; ended: number }> {
  const total = { steps: 0, ended: 0 }
  const alike = fc.asyncProperty(models, script, fc.boolean(), async (model, picks, reload) => {
    const { steps, ended } = await compare(model, picks, { reload })
    total.steps += steps
    total.ended += ended ? 1 : 0
  })
  await fc.assert(alike, { numRuns: RUNS, seed: SEED })
  return total
}

test(
  'structured processes run as the naive interpreter runs them, token for token',
  { timeout: 1_800_000 },
  async () => {
    const { steps, ended } = await runsAlike(structuredProcess.map(modelOfBlocks))
    // What never moves, or never ends, proves nothing.
    expect(steps).toBeGreaterThan(RUNS * 3)
    expect(ended).toBeGreaterThan(RUNS / 3)
  },
)

test('any graph of tasks and gateways runs as the naive interpreter runs it', { timeout: 1_800_000 }, async () => {
  const { steps, ended } = await runsAlike(unstructuredProcess)
  expect(steps).toBeGreaterThan(RUNS * 2)
  expect(ended).toBeGreaterThan(RUNS / 4)
})
