import { expect, test, vi } from 'vitest'
import { kinds } from '../../engine/src/kinds/index.ts'
import { samplesOf } from './support/corpus.ts'
import { fuzz, INPUTS } from './support/fuzz.ts'
import { mutateDefinition } from './support/mutate-definition.ts'
import type { Random } from './support/random.ts'
import { refuseUnsound } from './support/sound-diagnostics.ts'
import { diagnosticsOf, input, soundWorkspace } from './support/world.ts'
import { hasErrors } from '../../engine/src/metadata/diagnostic.ts'

vi.setConfig({ testTimeout: 3_600_000 })

/** How many of the spoilt texts are checked with all that uses them. */
const IN_CONTEXT = { faulty: 50, accepted: 10 }

test.each(kinds)('a spoilt $name is told with places in its file, in time', async kind => {
  const samples = samplesOf(kind, input)
  const workspace = soundWorkspace()
  let accepted = 0
  const spoil = (random: Random) => {
    const sample = random.pick(samples)
    return { sample, text: mutateDefinition(kind.suffix, sample.text, random.pick(samples).text, random) }
  }
  const { ms } = await fuzz(kind.name, INPUTS, spoil, async ({ sample, text }, i) => {
    const texts = new Map([[sample.file, text]])

    const diagnostics = await diagnosticsOf(sample, text)
    refuseUnsound(diagnostics, texts)

    const sound = !hasErrors(diagnostics)
    accepted += sound ? 1 : 0
    if (i % (sound ? IN_CONTEXT.accepted : IN_CONTEXT.faulty) > 0) return
    workspace.set(sample.file, text)
    refuseUnsound(await workspace.diagnostics(), texts)
    workspace.set(sample.file, sample.text)
  })

  expect(ms).toBeLessThan(1000)
  expect(accepted).toBeLessThan(INPUTS)
  expect(Object.keys(Object.prototype)).toEqual([])
})
