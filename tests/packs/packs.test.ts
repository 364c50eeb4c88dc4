import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { offlineParts } from '../../engine/src/cli/offline-parts.ts'
import { runCases } from '../../engine/src/host/run-cases.ts'

const repository = path.resolve(import.meta.dirname, '../..')
const parts = offlineParts()

/** Every folder with a pack.json below `definitions` and `examples`. */
const packs = ['definitions', 'examples'].flatMap(group =>
  fs
    .readdirSync(path.join(repository, group))
    .map(name => `${group}/${name}`)
    .filter(folder => fs.existsSync(path.join(repository, folder, 'pack.json'))),
)

const compile = (folder: string) => parts.compilePacks([path.join(repository, folder)])

test('there are packs to look at', () => {
  expect(packs).toEqual(expect.arrayContaining(['definitions/core', 'definitions/sales', 'definitions/medical-device']))
})

describe.each(packs)('%s', folder => {
  test('has no fault and no missing translation', async () => {
    const { diagnostics } = await compile(folder)

    expect(
      diagnostics.map(({ file, line, column, code, message }) => `${file}:${line}:${column} ${code} ${message}`),
    ).toEqual([])
  })

  test('is written in its canonical form', async () => {
    const files = await parts.canonicalFiles([path.join(repository, folder)])

    expect(files.filter(({ text, canonical }) => text !== canonical).map(({ file }) => file)).toEqual([])
  })

  test('passes its own cases', async () => {
    const { caseFiles, compiled, texts, functions } = await compile(folder)
    const own = caseFiles.filter(({ file }) => file.startsWith(path.join(repository, folder)))

    const report = await runCases({ caseFiles: own, compiled, texts, functions: functions.all })

    expect(report.failed).toEqual([])
    expect(report.passed).toBe(own.reduce((sum, { cases }) => sum + cases.length, 0))
  })
})
