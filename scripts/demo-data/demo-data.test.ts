import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { demoFiles } from '../make-demo-data.mjs'
import { creditCode, gtin14 } from './check-digits.mjs'

const FOLDER = new URL('../../definitions/medical-device/demo-data/', import.meta.url)

type Row = Record<string, any>

const files: Record<string, string> = demoFiles()
const rows = (entity: string): Row[] =>
  files[`${entity}.jsonl`]!.trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
const entities: string[] = JSON.parse(files['manifest.json']!).entities

test('the committed files are what the generator writes', () => {
  const committed = readdirSync(FOLDER).map(name => [name, readFileSync(new URL(name, FOLDER), 'utf8')])

  expect(Object.fromEntries(committed)).toEqual(files)
})

test('every reference names exactly one record', () => {
  const references: Row[] = []
  JSON.parse(
    `[${entities.flatMap(rows).map(row => JSON.stringify(row))},${files['steps.json']},${files['accounts.json']}]`,
    (_, value) => {
      if (value?.$ref) references.push(value)
      return value
    },
  )

  const lost = references.filter(({ $ref, ...key }) => {
    const [[field, value]] = Object.entries(key) as [[string, string]]
    return rows($ref).filter(row => row[field] === value).length !== 1
  })
  expect(references.length).toBeGreaterThan(400)
  expect(lost).toEqual([])
})

test('the company has the size that was planned', () => {
  const count = Object.fromEntries(entities.map(entity => [entity, rows(entity).length]))

  expect(count).toMatchObject({ customer: 40, product: 60, person: 12, price_list: 3, registration: 24 })
  expect(rows('org_unit').filter(unit => unit.type === 'region')).toHaveLength(6)
})

test('check digits are those of the published examples', () => {
  expect(gtin14('0952123454321')).toBe('09521234543213')
  expect(creditCode('91', '350100', 'M000100Y')).toBe('91350100M000100Y43')
})

test('no code stands twice', () => {
  for (const [entity, field] of [
    ['customer', 'uscc'],
    ['product', 'udi_di'],
    ['registration', 'number'],
    ['license', 'number'],
  ] as const) {
    const codes = rows(entity).flatMap(row => row[field] ?? [])
    expect(new Set(codes).size).toBe(codes.length)
  }
})
