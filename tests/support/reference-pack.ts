import { readFileSync } from 'node:fs'

/** Entities whose rows belong to the configuration, with their rows; `visit` is business. */
const named = (name: string, rest: object) => ({ $kind: 'entity', name, title: name, type: 'object', ...rest })
const text = { type: 'string' }
const to = (entity: string) => ({ type: 'string', format: 'uuid', 'x-ref': entity })
const rowsOf = (name: string): string =>
  readFileSync(new URL(`../../engine/src/kinds/reference-data/fixtures/${name}.jsonl`, import.meta.url), 'utf8')

export const referencePack: Readonly<Record<string, unknown>> = {
  'entities/currency.entity.json': named('currency', {
    'x-display': 'name',
    'x-reference': true,
    'x-unique': [['code']],
    required: ['code', 'name'],
    properties: {
      code: { ...text, maxLength: 3, pattern: '^[A-Z]{3}$' },
      name: text,
      digits: { type: 'integer', minimum: 0, maximum: 4 },
      note: text,
      active: { type: 'boolean', default: true },
    },
  }),
  'entities/country.entity.json': named('country', {
    'x-display': 'code',
    'x-reference': true,
    'x-unique': [['code']],
    properties: {
      code: text,
      currency: to('currency'),
      part_of: to('country'),
      since: { type: 'string', format: 'date' },
      vat: { type: 'string', format: 'decimal', 'x-decimal': { precision: 4, scale: 2 } },
      tags: { type: 'array', items: text },
      region: { type: 'string', oneOf: [{ const: 'east', title: 'East' }] },
      visit: to('visit'),
    },
  }),
  'entities/visit.entity.json': named('visit', { 'x-display': 'subject', properties: { subject: text } }),
  'reference-data/currency.jsonl': rowsOf('currency'),
  'reference-data/country.jsonl': rowsOf('country'),
}
