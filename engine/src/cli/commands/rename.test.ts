import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { planPackRename } from '../../host/plan-pack-rename.ts'
import { kinds } from '../../kinds/index.ts'
import { runCli } from '../run-cli.ts'
import { memoryTerminal } from '../terminal.ts'
import { rename, type RenameParts } from './rename.ts'

let packs: string
beforeEach(() => {
  packs = fs.mkdtempSync(path.join(os.tmpdir(), 'jingwei-rename-'))
  write('shop/pack.json', manifest('shop', {}))
  write('shop/entities/item.entity.json', item)
  write('shop/demo-data/item.jsonl', '{"code":"a","price":1}\n')
  write('trade/pack.json', manifest('trade', { shop: '^1.0.0' }))
  write('trade/forms/item_edit.form.json', form)
  write('other/pack.json', '{ not a pack that anybody needs')
})
afterEach(() => fs.rmSync(packs, { recursive: true }))

const manifest = (name: string, requires: object) => ({
  name,
  version: '1.0.0',
  title: name,
  engine: '>=0.1.0',
  requires,
})
const item = {
  $kind: 'entity',
  name: 'item',
  title: 'Item',
  type: 'object',
  'x-display': 'code',
  properties: { code: { type: 'string', title: 'Code' }, price: { type: 'integer', title: 'Price' } },
}
const form = {
  $kind: 'form',
  name: 'item_edit',
  title: 'Item',
  entity: 'item',
  sections: [{ key: 'all', title: 'All', fields: [{ field: 'code' }, { field: 'price' }] }],
}

const write = (file: string, content: unknown): void => {
  const place = path.join(packs, file)
  fs.mkdirSync(path.dirname(place), { recursive: true })
  fs.writeFileSync(place, typeof content === 'string' ? content : JSON.stringify(content))
}
const read = (file: string): string => fs.readFileSync(path.join(packs, file), 'utf8')

async function run(...argv: string[]) {
  const terminal = memoryTerminal()
  const parts: RenameParts = { planRename: asked => planPackRename(asked, { kinds, builtins: [] }) }
  const code = await runCli({ argv: ['rename', ...argv], commands: [rename], parts: () => parts, terminal })
  return { code, printed: terminal.printed, complaints: terminal.complaints }
}

const both = () => [path.join(packs, 'shop'), path.join(packs, 'trade')]

test('every use is listed and changed, the demo data too', async () => {
  const { code, printed } = await run('shop/entity/item#price', 'cost', ...both())

  expect(code).toBe(0)
  expect(read('shop/entities/item.entity.json')).toContain('"cost":{"type":"integer", "x-renamed-from": "price"')
  expect(read('trade/forms/item_edit.form.json')).toContain('{"field":"cost"}')
  expect(read('shop/demo-data/item.jsonl')).toBe('{"code":"a","cost":1}\n')
  const column = JSON.stringify(form).indexOf('price') + 1
  expect(printed).toContain(`${packs}/trade/forms/item_edit.form.json:1:${column} price → cost`)
  expect(printed.at(-1)).toBe('3 places in 3 files changed.')
})

test('a dry run changes nothing', async () => {
  const { printed } = await run('shop/entity/item#price', 'cost', ...both(), '--dry-run')

  expect(read('shop/entities/item.entity.json')).toBe(JSON.stringify(item))
  expect(printed.at(-1)).toBe('3 places in 3 files would change.')
})

test('a definition moves to the file of its new name', async () => {
  const { printed } = await run('shop/entity/item', 'product', ...both(), '--json')

  expect(fs.readdirSync(path.join(packs, 'shop/entities'))).toEqual(['product.entity.json'])
  expect(fs.readdirSync(path.join(packs, 'shop/demo-data'))).toEqual(['product.jsonl'])
  expect(JSON.parse(read('trade/forms/item_edit.form.json')).entity).toBe('product')
  const { uses, files, notes } = JSON.parse(printed[0]!)
  expect([uses.length, files.length, notes.length]).toEqual([2, 3, 1])
})

test('a pack beside that uses the name is not broken unseen', async () => {
  const { code, complaints } = await run('shop/entity/item#price', 'cost', path.join(packs, 'shop'))

  expect(code).toBe(1)
  expect(complaints[0]).toContain('trade/forms/item_edit.form.json')
  expect(read('shop/entities/item.entity.json')).toBe(JSON.stringify(item))
})
