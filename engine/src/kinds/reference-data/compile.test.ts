import { describe, expect, test } from 'vitest'
import { compileFixture } from '../../../../tests/support/definition-faults.ts'
import { referencePack } from '../../../../tests/support/reference-pack.ts'
import { compileDefinitions } from '../../metadata/compile-definitions.ts'
import { kinds } from '../index.ts'
import type { ReferenceDataModel } from './reference-data-model.ts'

test('rows are checked and stand ready to be stored, references by natural key', async () => {
  const { compiled, diagnostics } = await compileFixture(referencePack)

  const country = compiled.get('fixture/reference-data/country')!.compiled as ReferenceDataModel
  const currency = compiled.get('fixture/reference-data/currency')!.compiled as ReferenceDataModel

  expect(diagnostics).toEqual([])
  expect(country.needs).toEqual(['country', 'currency'])
  expect(country.rows.map(row => row.key)).toEqual(['CN', 'DE', 'EU'])
  expect(country.rows[1]!.values).toMatchObject({
    currency: { entity: 'currency', key: 'EUR' },
    part_of: { entity: 'country', key: 'EU' },
    vat: '19',
    since: null,
  })
  expect(currency.rows[0]!.values).toEqual({ code: 'CNY', name: '人民币', digits: 2, note: null, active: true })
})

/** A line of country.jsonl in place of the third. */
interface Row {
  code: string
  wrong: object | string
  right?: object
  nearest?: string
}
const rows: Row[] = [
  { code: 'json.syntax', wrong: '{"code":"DE",}' },
  { code: 'json.forbidden_key', wrong: '{"code":"DE","__proto__":1}' },
  { code: 'reference_data.not_a_row', wrong: '["DE"]' },
  { code: 'reference_data.missing_key', wrong: { vat: '19' } },
  { code: 'reference_data.missing_key', wrong: { code: 'constructor' }, right: { code: 'FR' } },
  { code: 'reference_data.duplicate_row', wrong: { code: 'CN' } },
  { code: 'reference_data.removes_nothing', wrong: { code: 'DE', $remove: true } },
  { code: 'reference_data.unknown_field', wrong: { code: 'DE', curency: 'EUR' }, nearest: 'currency' },
  { code: 'reference_data.unknown_row', wrong: { code: 'DE', currency: 'EURO' }, nearest: 'EUR' },
  { code: 'reference_data.not_reference', wrong: { code: 'DE', visit: 'x' } },
  {
    code: 'reference_data.wrong_value',
    wrong: { code: 'DE', since: '1990-02-30' },
    right: { code: 'DE', since: '1990-10-03' },
  },
  { code: 'reference_data.wrong_value', wrong: { code: 'DE', vat: 19 } },
  { code: 'reference_data.wrong_value', wrong: { code: 'DE', vat: '119' }, right: { code: 'DE', vat: '99.99' } },
  { code: 'reference_data.wrong_value', wrong: { code: 'DE', vat: '1.999' } },
  { code: 'reference_data.wrong_value', wrong: { code: 'DE', region: 'west' }, right: { code: 'DE', region: 'east' } },
  { code: 'reference_data.wrong_value', wrong: { code: 'DE', tags: 'eu' }, right: { code: 'DE', tags: [] } },
]

describe.each(rows)('$code with $wrong', ({ code, wrong, right = { code: 'DE', vat: '19' }, nearest }) => {
  const path = 'reference-data/country.jsonl'
  const compile = (row: object | string) => {
    const lines = (referencePack[path] as string).split('\n')
    lines[2] = typeof row === 'string' ? row : JSON.stringify(row)
    return compileFixture({ ...referencePack, [path]: lines.join('\n') })
  }

  test('is found on its line', async () => {
    const { diagnostics } = await compile(wrong)

    expect(diagnostics.map(each => [each.code, each.file, each.line])).toEqual([[code, `fixture/${path}`, 3]])
    if (nearest !== undefined) expect(diagnostics[0]!.nearest).toBe(nearest)
  })

  test('is not found in its twin', async () => {
    expect((await compile(right)).diagnostics).toEqual([])
  })
})

describe.each([
  ['reference_data.no_head', /.*\n/, '{"code":"CNY"}\n', undefined],
  ['reference_data.wrong_key', '"key":["code"]', '"key":["name"]', undefined],
  ['schema.unknown_key', '"title":"货币"', '"title":"货币","note":"x"', undefined],
  ['definition.name_mismatch', '"name":"currency"', '"name":"curency"', undefined],
  ['reference_data.not_reference', '', '', { 'x-reference': false }],
  ['reference_data.wrong_key', '', '', { 'x-unique': [] }],
] as const)('%s in the head', (code, part, by, patch) => {
  test('is found on the first line', async () => {
    const entity = { ...(referencePack['entities/currency.entity.json'] as object), ...patch }
    const text = (referencePack['reference-data/currency.jsonl'] as string).replace(part, by)
    const { 'reference-data/country.jsonl': _, ...alone } = referencePack

    const { diagnostics } = await compileFixture({
      ...alone,
      'entities/currency.entity.json': entity,
      'reference-data/currency.jsonl': text,
    })

    expect(diagnostics.map(each => [each.code, each.line])).toContainEqual([code, 1])
  })
})

test('rows of an entity that is not there are refused', async () => {
  const { 'entities/country.entity.json': _, ...without } = referencePack

  const { diagnostics } = await compileFixture(without)

  expect(diagnostics.map(each => each.code)).toEqual(['reference_data.unknown_entity'])
})

test('a required field that a row lacks is found', async () => {
  const text = (referencePack['reference-data/currency.jsonl'] as string).replace(',"name":"日元"', '')

  const { diagnostics } = await compileFixture({ ...referencePack, 'reference-data/currency.jsonl': text })

  expect(diagnostics.map(each => [each.code, each.line])).toEqual([['reference_data.missing_field', 4]])
})

test('a pack above adds, changes and takes away rows', async () => {
  const manifest = { name: 'above', version: '0.1.0', title: 'Above', engine: '>=0.1.0', requires: { fixture: '*' } }
  const head = { $kind: 'reference-data', $extends: 'fixture/reference-data/currency', name: 'currency', title: '货币' }
  const lines = [
    { ...head, key: ['code'] },
    { code: 'EUR', note: null, digits: 3 },
    { code: 'JPY', $remove: true },
    { code: 'USD', name: '美元' },
  ]
  const { 'reference-data/country.jsonl': _, ...below } = referencePack
  const base = { name: 'fixture', version: '0.1.0', title: 'Fixture', engine: '>=0.1.0' }
  const pack = (folder: string, files: Record<string, unknown>) => ({
    folder,
    files: Object.entries(files).map(([path, text]) => ({
      path,
      text: typeof text === 'string' ? text : JSON.stringify(text),
    })),
  })

  const output = await compileDefinitions({
    packs: [
      pack('fixture', { ...below, 'pack.json': base }),
      pack('above', {
        'pack.json': manifest,
        'reference-data/currency.jsonl': lines.map(line => JSON.stringify(line)).join('\n'),
      }),
    ],
    kinds,
    functions: [],
  })

  const source = output.sources.get('fixture/reference-data/currency')!
  expect(output.diagnostics).toEqual([])
  expect(source.layers).toEqual(['fixture', 'above'])
  expect(source.text).toBe(
    [
      '{"$kind":"reference-data","name":"currency","title":"货币","key":["code"]}',
      '{"code":"CNY","name":"人民币","digits":2}',
      '{"code":"EUR","name":"欧元","digits":3}',
      '{"code":"USD","name":"美元"}',
      '',
    ].join('\n'),
  )
})
