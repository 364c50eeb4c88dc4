import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { canonicalText } from '../../metadata/content-tree.ts'
import { articleKind } from './kind.ts'
import { parseArticle } from './parse.ts'

const runs = process.env['JINGWEI_LONG'] ? 10_000 : 500

test('the canonical text keeps the body and says the same', async () => {
  const text = readFileSync(new URL('fixtures/approval.md', import.meta.url), 'utf8')

  const canonical = await canonicalText(articleKind, text.replaceAll('\n', '\r\n'))

  expect(await canonicalText(articleKind, canonical)).toBe(canonical)
  expect(canonical.slice(canonical.indexOf('\n---\n'))).toBe(text.slice(text.indexOf('\n---\n')))
  const outline = async (of: string) => (await parseArticle({ text: of, file: 'x' })).content!.outline
  expect(await outline(canonical)).toEqual(await outline(text))
})

/** Of this thread alone: other work on the machine doesn't count. */
function millisecondsSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(begun)
  return (user + system) / 1000
}

const head = '---json\n{ "$kind": "article", "name": "x", "title": "x" }\n---\n'
const SNIPPETS = [
  '**a',
  '_b_',
  '[x](',
  '](y)',
  '[',
  '![',
  '`',
  '```\n',
  '> ',
  '- ',
  '1. ',
  '\n',
  '\n\n',
  '    ',
  '<a ',
  '&',
  '\\',
  '中文 ',
  '# ',
  '|',
]

test('any text is read or refused, and quickly', async () => {
  const text = fc.array(fc.constantFrom(...SNIPPETS), { maxLength: 400 }).map(parts => parts.join(''))

  await fc.assert(
    fc.asyncProperty(text, async body => {
      const begun = process.threadCpuUsage()
      const { content, diagnostics } = await parseArticle({ text: head + body, file: 'x.md' })

      expect(content === undefined).toBe(diagnostics.length > 0)
      expect(millisecondsSince(begun)).toBeLessThan(1000)
    }),
    { numRuns: runs },
  )
})

test.each([
  ['emphasis', '**a'.repeat(33_000)],
  ['emphasis in paragraphs', '**a**b_c_'.repeat(49).concat('\n\n').repeat(89)],
  ['nested lists', Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}- a`).join('\n')],
  ['lists as deep as may be', Array.from({ length: 1500 }, (_, i) => `${' '.repeat((i % 11) * 2)}- a`).join('\n')],
  ['quotes as deep as may be', '> > > > > > > > > > - a\n'.repeat(1499)],
  ['quotes', '>'.repeat(100_000)],
  ['brackets', '[a]('.repeat(25_000)],
  ['a long list', '- a\n'.repeat(1499)],
])('%s do not hold the reader up', async (_, body) => {
  const begun = process.threadCpuUsage()

  await parseArticle({ text: head + body, file: 'x.md' })

  expect(millisecondsSince(begun)).toBeLessThan(1000)
})
