import type { TextFault } from '../text-fault.ts'

const file = 'visits/reference-data/country.jsonl'
const head = '{"$kind":"reference-data","name":"country","title":"Countries","key":["code"]}'
const line = '{"code":"FR","name":"France","part_of":"EU"}'
const entity = 'visits/entities/country.entity.json'

const row = (code: string, wrong: string, more: Partial<TextFault> = {}): TextFault => ({
  code: `reference_data.${code}`,
  file,
  replace: line,
  wrong,
  ...more,
})

export const referenceDataFaults: readonly TextFault[] = [
  row('no_head', '‸{"code":"EU","name":"Europe"}', { replace: `${head}\n{"code":"EU","name":"Europe"}` }),
  row('not_a_row', '‸["FR"]'),
  row('missing_key', '‸{"name":"France"}'),
  row('missing_field', '‸{"code":"FR"}'),
  row('duplicate_row', '‸{"code":"DE","name":"France"}'),
  row('removes_nothing', '‸{"code":"FR","$remove":true}'),
  row('unknown_field', '{"code":"FR","name":"France","partof":‸"EU"}', { nearest: 'part_of' }),
  row('unknown_row', '{"code":"FR","name":"France","part_of":‸"EUR"}', { nearest: 'EU' }),
  row('not_reference', '{"code":"FR","name":"France","friend":‸"x"}'),
  row('not_writable', '{"code":"FR","name":"France","towns":‸[]}'),
  row('wrong_value', '{"code":"FR","name":"France","since":‸"1789"}', {
    right: '{"code":"FR","name":"France","since":"1789-07-14"}',
  }),
  row('wrong_key', head.replace('["code"]', '‸["name"]'), { replace: head }),
  { code: 'reference_data.too_large', file, wrong: `‸${head}\n${'{}\n'.repeat(20_001)}` },
  {
    code: 'reference_data.unknown_entity',
    file: 'visits/reference-data/town.jsonl',
    wrong: '{"$kind":"reference-data","name":‸"town","title":"Towns","key":["code"]}\n{"code":"X"}\n',
  },
  {
    code: 'reference_data.unsupported_entity',
    file: entity,
    replace: '"since": { "type": "string", "format": "date" }',
    wrong: '"since": { "type": "string", "format": "date", "x-computed": "date(\\"1990-10-03\\")" }',
    beside: { [file]: `${head.replace('"country"', '‸"country"')}\n{"code":"EU","name":"Europe"}\n` },
  },
]
