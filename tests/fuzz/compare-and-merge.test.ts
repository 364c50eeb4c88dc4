import { expect, test, vi } from 'vitest'
import { JingweiError } from '../../engine/src/base/errors.ts'
import { kinds } from '../../engine/src/kinds/index.ts'
import { compareTexts } from '../../engine/src/metadata/compare/compare-texts.ts'
import { applyPatch, patchOf } from '../../engine/src/metadata/compare/patch.ts'
import { canonicalText } from '../../engine/src/metadata/content-tree.ts'
import type { Kind } from '../../engine/src/metadata/kind.ts'
import { mergeTexts } from '../../engine/src/metadata/merge/merge-texts.ts'
import { samplesOf } from './support/corpus.ts'
import { fuzz, INPUTS } from './support/fuzz.ts'
import { mutateDefinition } from './support/mutate-definition.ts'
import type { Random } from './support/random.ts'
import { input } from './support/world.ts'

vi.setConfig({ testTimeout: 3_600_000 })

/** Each input is read a dozen times. */
const EACH = process.env.JINGWEI_LONG ? INPUTS : INPUTS / 5

/** The answer, or undefined when it was refused with a code. Everything else that is thrown is a defect. */
async function answer<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof JingweiError) return undefined
    throw error
  }
}

/** What is read can be compared, patched and written; what is not is refused. */
async function tryTexts(kind: Kind, base: string, theirs: string, ours: string): Promise<boolean> {
  const canonical = await answer(canonicalText(kind, theirs))
  const comparison = await answer(compareTexts(kind, base, theirs))
  const merged = await answer(mergeTexts(kind, { base, theirs, ours }))
  expect(comparison === undefined).toBe(canonical === undefined)
  if (canonical === undefined) return false
  expect(await canonicalText(kind, canonical)).toBe(canonical)
  expect(await applyPatch(kind, base, await patchOf(kind, base, theirs))).toBe(canonical)
  const untouched = await mergeTexts(kind, { base, theirs, ours: base })
  // A name without its bearer is asked about, even where nobody else changed anything.
  if (untouched.conflicts.length === 0) expect(untouched.text).toBe(canonical)
  // Two sides that are sound alone can be faulty together; then the checker of the publication says so.
  const merge = merged?.text
  if (merge !== undefined) expect((await answer(canonicalText(kind, merge))) ?? merge).toBe(merge)
  return true
}

test.each(kinds)('a spoilt $name is compared and merged, or refused, in time', async kind => {
  const samples = samplesOf(kind, input)
  let read = 0
  const spoil = (random: Random) => {
    const { text: base } = random.pick(samples)
    const other = random.pick(samples).text
    const spoilt = () => mutateDefinition(kind.suffix, base, other, random)
    return { base, theirs: spoilt(), ours: spoilt() }
  }
  const { ms } = await fuzz(`merge ${kind.name}`, EACH, spoil, async ({ base, theirs, ours }) => {
    read += (await tryTexts(kind, base, theirs, ours)) ? 1 : 0
  })

  expect(ms).toBeLessThan(1000)
  expect(read).toBeGreaterThan(0)
  expect(Object.keys(Object.prototype)).toEqual([])
})
