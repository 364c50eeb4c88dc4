import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { kinds } from '../kinds/index.ts'
import { loadPacks } from './load-packs.ts'
import { PackUnreadable, readPackFolder } from './read-pack-folder.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jingwei-packs-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (path: string, content: object | string) => {
  const at = join(folder, path)
  mkdirSync(dirname(at), { recursive: true })
  writeFileSync(at, typeof content === 'string' ? content : JSON.stringify(content))
}
const writePack = (name: string, requires: Record<string, string> = {}) =>
  write(`${name}/pack.json`, { name, version: '0.1.0', title: name, engine: '*', requires })

const load = (...names: string[]) =>
  loadPacks(
    names.map(name => join(folder, name)),
    { kinds, functions: [] },
  )

test('what a pack requires is found beside it, through several', async () => {
  writePack('top', { middle: '*' })
  writePack('middle', { bottom: '*' })
  writePack('bottom')

  const { packs, diagnostics } = await load('top')

  expect(packs.map(each => each.manifest.name)).toEqual(['bottom', 'middle', 'top'])
  expect(diagnostics).toEqual([])
})

test('packs that require each other in a circle end with a diagnostic', async () => {
  writePack('a', { b: '*' })
  writePack('b', { a: '*' })

  expect((await load('a')).diagnostics.map(each => each.code)).toEqual(['pack.cycle'])
})

test('a folder is read without hidden files and demo data', async () => {
  writePack('a')
  write('a/.git/x', '')
  write('a/demo-data/customer.jsonl', '{}')
  write('a/README.md', '# A')

  const { files } = await readPackFolder(join(folder, 'a'))

  expect(files.map(file => file.path)).toEqual(['README.md', 'pack.json'])
})

test('symbolic links are refused, and so is a folder that is not there', async () => {
  writePack('a')
  symlinkSync('/etc/hostname', join(folder, 'a/README.md'))

  await expect(readPackFolder(join(folder, 'a'))).rejects.toThrow(PackUnreadable)
  await expect(load('nowhere')).rejects.toThrow('there is no such folder')
})

test('a file that is too large is a diagnostic with its name', async () => {
  writePack('a')
  write('a/entities/big.entity.json', `{"$kind":"entity","title":"${'x'.repeat(2_000_001)}"}`)

  const { diagnostics } = await load('a')

  expect(diagnostics.map(({ code, file }) => [code, file])).toEqual([
    ['json.too_large', join(folder, 'a/entities/big.entity.json')],
  ])
})
