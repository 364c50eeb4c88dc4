import { expect, test } from 'vitest'
import { compileDefinitions } from '../../metadata/compile-definitions.ts'
import { entityKind } from '../entity/kind.ts'
import type { DocumentModel } from './document-template.ts'
import { HEAD_LINES, tinyPack } from './fixtures/tiny-pack.ts'
import { documentTemplateKind } from './kind.ts'

const kinds = [entityKind, documentTemplateKind]

async function compile(body: string, head: Record<string, unknown> = {}) {
  const { compiled, diagnostics } = await compileDefinitions({ packs: [tinyPack(body, head)], kinds, functions: [] })
  const model = compiled.get('tiny/document-template/print')?.compiled as DocumentModel | undefined
  const faults = diagnostics
    .filter(each => each.severity === 'error')
    .map(({ code, line, column, nearest }) => ({ code, line, column, nearest }))
  return { model, faults }
}

test('a template of allowed parts compiles and says which fields it reads', async () => {
  const { model, faults } = await compile(
    '<h1 class="center">{{number}}</h1>\n{{#if customer}}<p>{{customer.name}}</p>{{/if}}\n' +
      '<table class="lines"><thead><tr><th>{{title lines.quantity}}</th></tr></thead><tbody>' +
      '{{#each lines}}<tr><td>{{@number}} {{product}} {{product.model}} {{decimal quantity 2}} {{../number}}</td></tr>{{/each}}</tbody></table>' +
      '{{#with customer}}{{label rank}}{{/with}}{{capital_amount amount}}{{date signed_on "long"}}{{date @today}}',
  )

  expect(faults).toEqual([])
  expect(model?.reads.join(' ')).toBe(
    'amount customer customer.name customer.rank lines lines.product lines.product.model lines.quantity number signed_on',
  )
  expect(model?.titles.map(title => title.pointer)).toEqual(['/properties/lines/items/properties/quantity/title'])
})

const faulty: [string, string, { code: string; line?: number; column?: number; nearest?: string }][] = [
  ['an unknown field', '<p>\n  {{nmber}}</p>', { code: 'unknown_field', line: 2, column: 5, nearest: 'number' }],
  ['an unknown field behind a reference', '{{customer.nam}}', { code: 'unknown_field', nearest: 'name' }],
  ['an unknown field of a line', '{{#each lines}}{{quantty}}{{/each}}', { code: 'unknown_field', nearest: 'quantity' }],
  ['a field of the record inside of a line', '{{#each lines}}{{number}}{{/each}}', { code: 'unknown_field' }],
  ['a path over two references', '{{#each lines}}{{product.maker.name}}{{/each}}', { code: 'path_too_long' }],
  ['a path behind something that is no reference', '{{number.length}}', { code: 'no_reference' }],
  ['more levels up than there are', '{{../number}}', { code: 'no_outer_level' }],
  ['a whole record', '{{this}}', { code: 'needs_field' }],
  ['line items without each', '{{lines}}', { code: 'needs_each' }],
  ['an unescaped value', '{{{number}}}', { code: 'unescaped' }],
  ['an unescaped value by &', '{{&number}}', { code: 'unescaped' }],
  ['a partial', '{{> other}}', { code: 'not_offered' }],
  ['an inline partial', '{{#*inline "x"}}{{/inline}}', { code: 'not_offered' }],
  ['a constant in braces', '{{"x"}}', { code: 'not_offered' }],
  ['a named argument', '{{money amount digits=2}}', { code: 'not_offered' }],
  ['a block that is not offered', '{{#eech lines}}{{/eech}}', { code: 'unknown_block', nearest: 'each' }],
  ['lookup', '{{lookup lines 0}}', { code: 'unknown_formatter' }],
  ['a formatter that is not offered', '{{mony amount}}', { code: 'unknown_formatter', nearest: 'money' }],
  ['a formatter of Object.prototype', '{{toString amount}}', { code: 'unknown_formatter' }],
  ['a formatter on the wrong type', '{{money signed_on}}', { code: 'formatter_type' }],
  ['an option that the formatter has not', '{{money amount 2}}', { code: 'formatter_argument' }],
  ['a wrong option', '{{date signed_on "medium"}}', { code: 'formatter_argument' }],
  ['a formatter inside of a formatter', '{{money (decimal amount)}}', { code: 'formatter_argument' }],
  ['each over something else', '{{#each customer}}{{/each}}', { code: 'block_argument' }],
  ['with on something else', '{{#with lines}}{{/with}}', { code: 'block_argument' }],
  ['a block parameter', '{{#each lines as |line|}}{{/each}}', { code: 'block_parameter' }],
  ['an unknown variable', '{{@root}}', { code: 'unknown_variable' }],
  ['a number outside of each', '{{@number}}', { code: 'unknown_variable' }],
  ['the constructor', '{{constructor}}', { code: 'unknown_field' }],
  ['a script', '<p>\n<script>x</script></p>', { code: 'unknown_tag', line: 2, column: 1 }],
  ['a picture', '<img src="file:///etc/passwd"/>', { code: 'unknown_tag' }],
  ['an event handler', '<p onclick="x">a</p>', { code: 'unknown_attribute' }],
  ['properties of the layout library', '<p data-pdfmake="{}">a</p>', { code: 'unknown_attribute' }],
  ['an unknown class', '<p class="centre">a</p>', { code: 'unknown_class', nearest: 'center' }],
  ['a style that loads something', '<p style="background-image:url(x)">a</p>', { code: 'unknown_style' }],
  ['a style with a value that is not offered', '<p style="color:red">a</p>', { code: 'unknown_style' }],
  ['a value inside of a tag', '<p class="{{number}}">a</p>', { code: 'value_in_tag' }],
  ['an element that is never closed', '<div><p>a</p>', { code: 'unclosed_tag', column: 1 }],
  ['an end tag alone', '<p>a</p></div>', { code: 'unclosed_tag' }],
  ['a lonely sign', '<p>a < b</p>', { code: 'bad_markup', column: 6 }],
  ['a character reference that ends in a Chinese semicolon', '<p>a&emsp；b</p>', { code: 'bad_markup', column: 5 }],
  ['a comment of HTML', '<!-- {{number}} -->', { code: 'bad_markup' }],
  ['a block that is not closed', '{{#if number}}', { code: 'syntax' }],
  ['a block closed by another name', '<p>\n{{#if number}}</p>\n{{/each}}', { code: 'syntax', line: 2 }],
]

test.each(faulty)('%s is refused at its place', async (_, body, { code, line, column, nearest }) => {
  const { model, faults } = await compile(body)

  expect(model).toBeUndefined()
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatchObject({
    code: `document_template.${code}`,
    ...(line === undefined ? {} : { line: HEAD_LINES + line }),
    ...(column === undefined ? {} : { column }),
    ...(nearest === undefined ? {} : { nearest }),
  })
})

test('an unknown entity is named at its place in the head', async () => {
  const { faults } = await compile('<p>a</p>', { entity: 'contrat' })

  expect(faults).toEqual([
    { code: 'document_template.unknown_entity', line: 2, column: expect.any(Number), nearest: 'contract' },
  ])
})

test('the head is checked against its schema', async () => {
  const { faults } = await compile('<p>a</p>', { pgae: 'A4' })

  expect(faults).toMatchObject([{ code: 'schema.unknown_key', line: 2, nearest: 'page' }])
})

test('a time zone that nobody knows is refused', async () => {
  const { faults } = await compile('<p>a</p>', { time_zone: 'Asia/Hangzhou' })

  expect(faults).toMatchObject([{ code: 'document_template.unknown_time_zone', line: 2 }])
})

test('a file without a head says how to write one', async () => {
  const parsed = await documentTemplateKind.parse!({ text: '<h1>a</h1>', file: 'print.hbs' })

  expect(parsed.content).toBeUndefined()
  expect(parsed.diagnostics).toMatchObject([{ code: 'document_template.no_head', line: 1, column: 1 }])
})
