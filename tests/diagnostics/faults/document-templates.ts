import type { TextFault } from '../text-fault.ts'

const file = 'visits/document-templates/visit_print.hbs'

/** Each stands as the content of the document's paragraph. */
const body = (code: string, wrong: string, right?: string, nearest?: string): TextFault => ({
  code: `document_template.${code}`,
  file,
  replace: 'BODY',
  wrong,
  ...(right === undefined ? {} : { right }),
  ...(nearest === undefined ? {} : { nearest }),
})

export const documentTemplateFaults: readonly TextFault[] = [
  body('unknown_field', '{{‸subjct}}', '{{subject}}', 'subject'),
  body('no_reference', '{{‸subject.length}}', '{{guest.name}}'),
  body('path_too_long', '{{‸guest.country.name}}', '{{guest.name}}'),
  body('no_outer_level', '{{‸../subject}}', '{{#each lines}}{{../subject}}{{/each}}'),
  body('needs_field', '{{‸this}}', '{{#each tags}}{{this}}{{/each}}'),
  body('needs_each', '‸{{lines}}', '{{#each lines}}{{what}}{{/each}}'),
  body('unescaped', '‸{{{subject}}}', '{{subject}}'),
  body('not_offered', '‸{{> footer}}', '{{subject}}'),
  body('unknown_block', '‸{{#eech lines}}{{/eech}}', '{{#each lines}}{{/each}}', 'each'),
  body('block_argument', '{{#each ‸guest}}{{/each}}', '{{#with guest}}{{name}}{{/with}}'),
  body('block_parameter', '‸{{#each lines as |line|}}{{/each}}', '{{#each lines}}{{what}}{{/each}}'),
  body('unknown_formatter', '‸{{mony cost}}', '{{money cost}}', 'money'),
  body('formatter_type', '‸{{money held_on}}', '{{date held_on}}'),
  body('formatter_argument', '‸{{date held_on "medium"}}', '{{date held_on "long"}}'),
  body('unknown_variable', '{{‸@number}}', '{{#each lines}}{{@number}}{{/each}}', '@number'),
  body('unknown_tag', '‸<blink>x</blink>', '<strong>x</strong>'),
  body('unknown_attribute', '‸<span onclick="x">x</span>', '<span class="center">x</span>'),
  body('unknown_class', '‸<span class="centre">x</span>', '<span class="center">x</span>', 'center'),
  body('unknown_style', '‸<span style="color:red">x</span>', '<span style="text-align:right">x</span>'),
  body('value_in_tag', '‸<span class="{{subject}}">x</span>', '{{subject}}'),
  body('unclosed_tag', '‸<span>x', '<span>x</span>'),
  body('bad_markup', 'a ‸< b', 'a &lt; b'),
  body('too_complex', `${'<span>'.repeat(100)}‸<span>`, '<span>x</span>'),
  body('syntax', '\n‸{{#if subject}}x{{/each}}', '\n{{#if subject}}x{{/if}}'),
  body('too_complex', `\n${'{{! a }}'.repeat(3_999)}‸{{! a }}`),
  { code: 'document_template.too_large', file, wrong: `‸${'x'.repeat(2_000_001)}` },
  { code: 'document_template.no_head', file, wrong: '‸<p>{{subject}}</p>' },
  {
    code: 'document_template.unknown_entity',
    file,
    replace: '"entity": "visit"',
    wrong: '"entity": ‸"vist"',
    nearest: 'visit',
  },
  { code: 'document_template.unknown_time_zone', file, replace: '"Asia/Shanghai"', wrong: '‸"Asia/Hangzhou"' },
]
