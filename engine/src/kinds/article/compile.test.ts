import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compileFixture } from '../../../../tests/support/definition-faults.ts'
import { visitPack } from '../../../../tests/support/visit-pack.ts'
import type { ArticleModel } from './article.ts'

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')
const approval = fixture('approval.md')
const english = fixture('approval_en.md')
const files = { ...visitPack, 'articles/approval.md': approval, 'articles/approval_en.md': english }

test('an article becomes checked nodes, an outline and plain text', async () => {
  const { compiled, diagnostics, references } = await compileFixture(files)

  const model = compiled.get('fixture/article/approval')!.compiled as ArticleModel

  expect(diagnostics).toEqual([])
  expect(model.outline).toEqual([
    { depth: 2, text: '谁来审批', id: '谁来审批' },
    { depth: 2, text: '退回', id: '退回' },
    { depth: 2, text: '退回', id: '退回-2' },
  ])
  expect(model.blocks.map(node => node.type)).toEqual([
    'heading',
    'paragraph',
    'list',
    'blockquote',
    'heading',
    'paragraph',
    'heading',
    'code',
  ])
  expect(JSON.stringify(model.blocks)).toContain('{"kind":"page","name":"visit_list"}')
  expect(JSON.stringify(model.blocks)).not.toContain('position')
  expect(model.plainText).toContain('由折扣和 金额 决定')
  expect(references.get('fixture/article/approval')!.map(({ to }) => to)).toEqual([
    'role/head',
    'page/visit_list',
    'article/approval_en',
  ])
})

/** What is put in place of a part of the text, and the fault that this gives where the part stood. */
interface Row {
  code: string
  file: 'approval.md' | 'approval_en.md'
  replace: string
  wrong: string
  right: string
  nearest?: string
}

const rows: Row[] = [
  { code: 'article.no_head', file: 'approval.md', replace: '---json', wrong: '---yaml', right: '---json' },
  { code: 'article.node', file: 'approval.md', replace: '> 引用', wrong: 'x <br>', right: 'x \\<br>' },
  { code: 'article.node', file: 'approval.md', replace: '> 引用', wrong: '> # 引用', right: '> 引' },
  {
    code: 'article.node',
    file: 'approval.md',
    replace: '> 引用',
    wrong: '![x](https://example.org/x.png)',
    right: 'x',
  },
  {
    code: 'article.link',
    file: 'approval.md',
    replace: '> 引用',
    wrong: '[x](javascript:alert%281%29)',
    right: '[x](page:visit_list)',
  },
  {
    code: 'article.link',
    file: 'approval.md',
    replace: '> 引用',
    wrong: '[x](http://example.org)',
    right: '[x](https://example.org)',
  },
  {
    code: 'article.link',
    file: 'approval.md',
    replace: '> 引用',
    wrong: '[x](https://bank.example@evil.example)',
    right: '<https://evil.example>',
  },
  { code: 'article.link', file: 'approval.md', replace: '> 引用', wrong: '[x](../roles)', right: '[x](#退回)' },
  {
    code: 'article.unknown_target',
    file: 'approval.md',
    replace: '> 引用',
    wrong: '[x](page:visit_lst)',
    right: '[x](page:visit_list)',
    nearest: 'visit_list',
  },
  {
    code: 'article.unknown_heading',
    file: 'approval.md',
    replace: '> 引用',
    wrong: '[x](article:approval_en#returnig)',
    right: '[x](article:approval_en#returning)',
    nearest: 'returning',
  },
  {
    code: 'article.too_complex',
    file: 'approval.md',
    replace: '> 引用',
    wrong: '> '.repeat(11),
    right: '> '.repeat(10),
  },
  {
    code: 'article.unknown_role',
    file: 'approval.md',
    replace: '"head"',
    wrong: '"haed"',
    right: '"head"',
    nearest: 'head',
  },
  {
    code: 'article.unknown_article',
    file: 'approval_en.md',
    replace: '"translation_of": "approval"',
    wrong: '"translation_of": "aproval"',
    right: '"translation_of": "approval"',
    nearest: 'approval',
  },
  {
    code: 'article.translated_translation',
    file: 'approval_en.md',
    replace: '"translation_of": "approval"',
    wrong: '"translation_of": "approval_en"',
    right: '"translation_of": "approval"',
  },
  { code: 'article.outline_differs', file: 'approval_en.md', replace: '## More', wrong: '### More', right: '## Last' },
  {
    code: 'schema.invalid',
    file: 'approval_en.md',
    replace: ', "language": "en"',
    wrong: '',
    right: ', "language": "de"',
  },
]

describe.each(rows)('$code with $wrong', ({ code, file, replace, wrong, right, nearest }) => {
  const text = file === 'approval.md' ? approval : english
  const compile = (by: string) => compileFixture({ ...files, [`articles/${file}`]: text.replace(replace, by) })

  test('is found where it stands', async () => {
    const { diagnostics } = await compile(wrong)

    const found = diagnostics.filter(each => each.file === `fixture/articles/${file}`)
    expect(found.map(each => each.code)).toEqual([code])
    if (nearest !== undefined) expect(found[0]!.nearest).toBe(nearest)
    if (code !== 'article.no_head' && code !== 'article.outline_differs')
      expect(found[0]!.line).toBe(text.slice(0, text.indexOf(replace)).split('\n').length)
  })

  test('is not found in its twin', async () => {
    const { diagnostics } = await compile(right)

    expect(diagnostics).toEqual([])
  })
})

test('two translations into one language are told apart', async () => {
  const second = english.replace('"approval_en"', '"approval_us"')

  const { diagnostics } = await compileFixture({ ...files, 'articles/approval_us.md': second })

  expect(diagnostics.map(({ code, file }) => [code, file])).toEqual([
    ['article.duplicate_language', 'fixture/articles/approval_us.md'],
  ])
})
