import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { canonicalText } from '../../metadata/content-tree.ts'
import { mergeTexts } from '../../metadata/merge/merge-texts.ts'
import { documentTemplateKind } from './kind.ts'

const template = (title: string, ...lines: string[]) =>
  `---json\n{\n  "$kind": "document-template",\n  "name": "t",\n  "title": "${title}"\n}\n---\n${lines.join('\n')}\n`

test('a template that we ship stands in its canonical form', async () => {
  const text = readFileSync('definitions/medical-device/document-templates/contract_print.hbs', 'utf8')

  expect(await canonicalText(documentTemplateKind, text)).toBe(text)
})

test('the head is merged by its keys and the body by its lines', async () => {
  const { text, conflicts } = await mergeTexts(documentTemplateKind, {
    base: template('A', '1', '2', '3', '4', '5'),
    theirs: template('A', '0', '1', '2', '3', '4', '5'),
    ours: template('B', '1', '2', '3', '4', 'five'),
  })

  expect(conflicts).toEqual([])
  expect(text).toBe(template('B', '0', '1', '2', '3', '4', 'five'))
})

test('lines that both sides changed are a conflict of their own, block by block', async () => {
  const texts = {
    base: template('A', '1', '2', '3', '4', '5'),
    theirs: template('A', 'one', '2', '3', '4', 'five'),
    ours: template('A', 'eins', '2', '3', '4', 'fünf'),
  }

  const { conflicts } = await mergeTexts(documentTemplateKind, texts)

  expect(conflicts).toMatchObject([
    { at: '/body', base: '1\n', theirs: 'one\n', ours: 'eins\n' },
    { at: '/body', base: '5\n', theirs: 'five\n', ours: 'fünf\n' },
  ])
  const [first, second] = conflicts.map(({ key }) => key) as [string, string]
  const { text } = await mergeTexts(documentTemplateKind, texts, { [first]: 'theirs', [second]: 'ours' })
  expect(text).toBe(template('A', 'one', '2', '3', '4', 'fünf'))
})

test('the same block twice is two conflicts', async () => {
  const { conflicts } = await mergeTexts(documentTemplateKind, {
    base: template('A', 'x', '2', '3', '4', 'x'),
    theirs: template('A', 'y', '2', '3', '4', 'y'),
    ours: template('A', 'z', '2', '3', '4', 'z'),
  })

  expect(new Set(conflicts.map(({ key }) => key)).size).toBe(2)
})
