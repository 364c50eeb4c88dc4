import { expect, test, vi } from 'vitest'
import { kinds } from '../../engine/src/kinds/index.ts'
import { buildPackFile, readPackFile } from '../../engine/src/metadata/pack-file/pack-file.ts'
import { PackFileRefused } from '../../engine/src/metadata/pack-file/pack-file-refused.ts'
import { readArchive } from '../../engine/src/metadata/pack-file/read-archive.ts'
import { fuzz, INPUTS } from './support/fuzz.ts'
import { mutateBytes } from './support/mutate-bytes.ts'
import { mutateDefinition } from './support/mutate-definition.ts'
import type { Random } from './support/random.ts'
import { refuseUnsound } from './support/sound-diagnostics.ts'
import { input, soundWorkspace } from './support/world.ts'

vi.setConfig({ testTimeout: 3_600_000 })

/** A spoilt one is checked with all definitions: that takes longer than one definition does. */
const WITH_ALL = process.env.JINGWEI_LONG ? INPUTS : INPUTS / 2.5

const filesLike = (pattern: RegExp) =>
  input.packs.flatMap(({ folder, files }) =>
    files.filter(({ path }) => pattern.test(path)).map(({ path, text }) => ({ file: `${folder}/${path}`, text })),
  )

test.each([
  { what: 'pack.json', pattern: /^pack\.json$/ },
  { what: 'locale', pattern: /^locales\// },
  { what: 'case file', pattern: /\.case\.json$/ },
])('a spoilt $what is told with places in its file, in time', async ({ what, pattern }) => {
  const samples = filesLike(pattern)
  const workspace = soundWorkspace()
  const spoil = (random: Random) => {
    const sample = random.pick(samples)
    return { ...sample, spoilt: mutateDefinition('.json', sample.text, random.pick(samples).text, random) }
  }
  const { ms } = await fuzz(what, WITH_ALL, spoil, async ({ file, text, spoilt }) => {
    workspace.set(file, spoilt)
    refuseUnsound(await workspace.diagnostics(), new Map([[file, spoilt]]))
    workspace.set(file, text)
  })

  expect(ms).toBeLessThan(1000)
  expect(Object.keys(Object.prototype)).toEqual([])
})

const built = await Promise.all(
  input.packs.map(({ folder, files }) =>
    buildPackFile({ folder, files: files.filter(({ path }) => !path.startsWith('demo-data/')) }, kinds),
  ),
)

function spoiltPack(random: Random) {
  const { bytes } = random.pick(built)
  return { bytes, spoilt: mutateBytes(bytes, random) }
}

test('a spoilt archive is read or refused with a code, in time', async () => {
  let refused = 0
  const { ms } = await fuzz('archive', INPUTS, spoiltPack, ({ spoilt }) => {
    try {
      for (const { path } of readArchive(spoilt)) expect(path).not.toMatch(/^\/|\\|\.\.|^$/)
    } catch (error) {
      if (!(error instanceof PackFileRefused)) throw error
      refused++
    }
  })

  expect(ms).toBeLessThan(1000)
  expect(refused).toBeGreaterThan(0)
})

test('a pack file that was changed is refused with a code, in time', async () => {
  const sound = new Map(
    await Promise.all(built.map(async ({ bytes }) => [bytes, await readPackFile(bytes, kinds)] as const)),
  )
  await fuzz('pack file', INPUTS, spoiltPack, async ({ bytes, spoilt }) => {
    try {
      // What is accepted says the same as before.
      expect((await readPackFile(spoilt, kinds)).checksums).toBe(sound.get(bytes)!.checksums)
    } catch (error) {
      if (!(error instanceof PackFileRefused)) throw error
    }
  })
})
