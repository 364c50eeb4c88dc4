import { expect, test } from 'vitest'
import { compileDefinitions } from './compile-definitions.ts'
import { kinds } from '../kinds/index.ts'

const manifest = (name: string, rest: object = {}) => ({
  name,
  version: '0.1.0',
  title: name,
  engine: '>=0.1.0',
  ...rest,
})
const pack = (name: string, rest: object = {}, files: Record<string, string> = {}) => ({
  folder: `packs/${name}`,
  files: Object.entries({ 'pack.json': JSON.stringify(manifest(name, rest), null, 1), ...files }).map(
    ([path, text]) => ({ path, text }),
  ),
})
const compile = (...packs: ReturnType<typeof pack>[]) => compileDefinitions({ packs, kinds, functions: [] })
const faults = async (...packs: ReturnType<typeof pack>[]) =>
  (await compile(...packs)).diagnostics.map(({ code, file, pointer, nearest }) => [
    code,
    file,
    pointer,
    ...(nearest ? [nearest] : []),
  ])

test('packs are ordered so that each stands after what it requires', async () => {
  const { packs, diagnostics } = await compile(
    pack('a', { requires: { c: '^0.1.0' } }),
    pack('b'),
    pack('c', { requires: { b: '>=0.1.0' } }),
  )

  expect(packs.map(each => each.manifest.name)).toEqual(['b', 'c', 'a'])
  expect(diagnostics).toEqual([])
})

test('a circle of packs is named, and none of it is taken', async () => {
  const circle = [
    pack('a', { requires: { b: '*' } }),
    pack('b', { requires: { c: '*' } }),
    pack('c', { requires: { a: '*' } }),
  ]

  const { packs, diagnostics } = await compile(...circle, pack('d'))

  expect(diagnostics.map(({ code, file, pointer }) => [code, file, pointer])).toEqual([
    ['pack.cycle', 'packs/c/pack.json', '/requires/a'],
  ])
  expect(diagnostics[0]!.message).toContain('a → b → c → a')
  expect(packs.map(each => each.manifest.name)).toEqual(['d'])
})

test('a missing pack and one of another version are found', async () => {
  expect(await faults(pack('sales', { requires: { cor: '*' } }), pack('core'))).toEqual([
    ['pack.missing', 'packs/sales/pack.json', '/requires/cor', 'core'],
  ])
  expect(await faults(pack('sales', { requires: { core: '^0.2.0' } }), pack('core'))).toEqual([
    ['pack.version', 'packs/sales/pack.json', '/requires/core'],
  ])
})

test('a manifest is checked like a definition', async () => {
  expect(await faults(pack('a', { engine: '>=9' }))).toEqual([['pack.engine_version', 'packs/a/pack.json', '/engine']])
  expect(await faults(pack('a', { requires: { b: 'newest' } }), pack('b'))).toContainEqual([
    'pack.invalid_range',
    'packs/a/pack.json',
    '/requires/b',
  ])
  expect(await faults(pack('a', { requries: {} }))).toEqual([
    ['schema.unknown_key', 'packs/a/pack.json', '/requries', 'requires'],
  ])
  expect(await faults({ folder: 'packs/a', files: [] })).toEqual([['pack.no_manifest', 'packs/a/pack.json', '']])
  expect(await faults(pack('a'), { ...pack('a'), folder: 'other/a' })).toEqual([
    ['pack.duplicate', 'other/a/pack.json', '/name'],
  ])
})

test('files and folders that a pack has not are found', async () => {
  expect(await faults(pack('a', {}, { 'notes.txt': '' }))).toEqual([['pack.unknown_file', 'packs/a/notes.txt', '']])
  expect(await faults(pack('a', {}, { 'entity/x.entity.json': '{}' }))).toEqual([
    ['pack.unknown_folder', 'packs/a/entity/x.entity.json', ''],
  ])
  expect(await faults(pack('a', {}, { 'entitys/x.entity.json': '{}' }))).toEqual([
    ['pack.unknown_folder', 'packs/a/entitys/x.entity.json', '', 'entities'],
  ])
  expect(await faults(pack('a', {}, { 'entities/x.json': '{}' }))).toEqual([
    ['pack.unknown_file', 'packs/a/entities/x.json', ''],
  ])
  expect(await faults(pack('a', {}, { 'entities/deep/x.entity.json': '{}' }))).toEqual([
    ['pack.unknown_file', 'packs/a/entities/deep/x.entity.json', ''],
  ])
  expect(await faults(pack('a', {}, { 'README.md': '#', 'demo-data/x.jsonl': 'x' }))).toEqual([])
})
