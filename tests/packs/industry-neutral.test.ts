import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const repository = path.resolve(import.meta.dirname, '../..')

/** What everybody shares: packs below the industries, the mathematics, the engine and the screens. */
const SHARED = ['definitions/core', 'definitions/sales', 'modules', 'engine/src', 'engine/sql', 'designer']

/** Words of one industry, each of which would be a leak. */
const WORDS =
  /医疗|器械|医院|注册证|备案凭证|药|耗材|临床|患者|冷链|骨科|植入|灭菌|NMPA|medical|hospital|implant|clinical|\bpatients?\b|sterile|cold[_ -]chain|\budi(_di)?\b|nhsa/i

/** The engine names the template that it starts with; that is a path, not a word of the industry. */
const TEMPLATE = /definitions\/medical-device|'medical-device'/g

const SKIPPED = new Set(['node_modules', 'dist', 'gen', 'fixtures', 'dev'])

test('no word of the medical industry stands below its template', () => {
  const leaks = SHARED.flatMap(folder => [...filesBelow(path.join(repository, folder))]).flatMap(leaksIn)

  expect(leaks).toEqual([])
})

test('an industry of its own stands on the same packs', () => {
  const manifest = JSON.parse(fs.readFileSync(path.join(repository, 'examples/equipment-service/pack.json'), 'utf8'))

  expect(Object.keys(manifest.requires)).toEqual(['core', 'sales'])
})

function* filesBelow(folder: string): Generator<string> {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) yield* filesBelow(place)
    } else if (/\.(json|jsonl|bpmn|hbs|md|sql|tsx?|css|html)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
      yield place
  }
}

function leaksIn(file: string): string[] {
  const lines = fs.readFileSync(file, 'utf8').replaceAll(TEMPLATE, '').split('\n')
  return lines.flatMap((line, i) => {
    const word = WORDS.exec(line)?.[0]
    return word === undefined ? [] : [`${path.relative(repository, file)}:${i + 1} ${word}`]
  })
}
