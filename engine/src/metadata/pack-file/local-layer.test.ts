import path from 'node:path'
import { expect, test } from 'vitest'
import { readPackFolder } from '../../host/read-pack-folder.ts'
import { kinds } from '../../kinds/index.ts'
import { localPath, readLocalLayer, writeLocalLayer } from './local-layer.ts'
import { readArchive } from './read-archive.ts'
import { writeArchive } from './write-archive.ts'

test.each(kinds.map(kind => kind.name))('a local text of kind %s goes out and comes back byte by byte', name => {
  const layer = {
    definitions: [
      { id: `shop/${name}/one_more`, text: `${name}\n  "中文" \u2028 no newline at its end`, base: 'a'.repeat(64) },
    ],
    packs: { shop: '1.2.3' },
  }

  expect(readLocalLayer(readArchive(writeArchive(writeLocalLayer(layer, kinds))), kinds)).toEqual(layer)
})

test('every definition of our own packs goes out and comes back byte by byte', async () => {
  for (const pack of ['core', 'sales', 'medical-device']) {
    const { files } = await readPackFolder(path.join(import.meta.dirname, '../../../../definitions', pack))
    const definitions = files.flatMap(({ path: file, text }) => {
      const kind = kinds.find(each => file.startsWith(`${each.folder}/`) && file.endsWith(each.suffix))
      const name = kind && path.basename(file).slice(0, -kind.suffix.length)
      return kind && !file.endsWith('.case.json') ? [{ id: `${pack}/${kind.name}/${name}`, text, base: null }] : []
    })

    const back = readLocalLayer(writeLocalLayer({ definitions, packs: {} }, kinds), kinds)

    expect(definitions.length).toBeGreaterThan(10)
    expect(back.definitions).toEqual(definitions.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
  }
})

test('a file that is not of a layer is refused by name', () => {
  const refusal = (file: string) => () => readLocalLayer([{ path: file, text: '{}' }], kinds)

  expect(refusal('shop/entitis/a.entity.json')).toThrow('Did you mean "entities"?')
  expect(refusal('shop/entities/a.json')).toThrow('It must be <pack>/entities/<name>.entity.json.')
  expect(refusal('shop/entities/A.entity.json')).toThrow(/It must be/)
  expect(refusal('shop/entities/deep/a.entity.json')).toThrow(/It must be/)
  expect(refusal('a.entity.json')).toThrow(/is no folder of definitions/)
  expect(() => readLocalLayer([{ path: 'local.json', text: '[' }], kinds)).toThrow(/"local.json" is not a file/)
})

test('what nobody wrote down about a text is not guessed', () => {
  const file = { path: localPath('shop/role/boss', kinds), text: '{}' }
  const manifest = {
    path: 'local.json',
    text: JSON.stringify({ definitions: { 'shop/role/boss': { base: 7 } }, packs: { a: 1, b: '2.0.0' } }),
  }

  expect(readLocalLayer([file], kinds)).toEqual({
    definitions: [{ id: 'shop/role/boss', text: '{}', base: null }],
    packs: {},
  })
  expect(readLocalLayer([manifest, file], kinds)).toEqual({
    definitions: [{ id: 'shop/role/boss', text: '{}', base: null }],
    packs: { b: '2.0.0' },
  })
})
