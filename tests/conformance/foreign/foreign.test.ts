import { describe, expect, test } from 'vitest'
import { parseFlow } from '../../../engine/src/kinds/flow/parse.ts'
import { flowTree } from '../../../engine/src/kinds/flow/tree/flow-tree.ts'
import { runModel, WAYS } from '../run-model.ts'
import { foreignModels, imported } from './foreign-models.ts'

const models = foreignModels()

test('there are forty models and more, of all three families', () => {
  const families = models.map(({ name }) => name.split('/')[0])

  expect(models.length).toBeGreaterThanOrEqual(40)
  expect([...new Set(families)]).toEqual(['camunda7', 'camunda8', 'flowable'])
})

describe.each(models)('$name', model => {
  const { name, text, expected } = model

  test('is read as what it is, and becomes what its case says', async () => {
    const { dialect, verdict, elements } = await imported(model)

    expect(dialect).toBe(name.split('/')[0])
    expect({ verdict, notes: verdict === expected.verdict ? [] : elements.flatMap(({ notes }) => notes) }).toEqual({
      verdict: expected.verdict,
      notes: [],
    })
    const refused = elements.filter(element => element.verdict === 'refused')
    expect(refused.map(({ id }) => id).sort()).toEqual((expected.refused ?? []).map(each => each.element).sort())
    for (const { element, why } of expected.refused ?? []) {
      const notes = refused.find(({ id }) => id === element)!.notes
      expect(notes.map(({ message }) => message).join(' ')).toContain(why)
    }
  })

  test('keeps its text but for what was added', async () => {
    const { text: adapted, renamed } = await imported(model)

    expect(withoutOurs(adapted, renamed)).toBe(text)
    expect((await imported({ ...model, text: adapted, expected: { ...expected, map: {} } })).text).toBe(adapted)
  })

  test('says the same in its canonical form', async () => {
    const read = (given: string) => parseFlow({ text: given, file: 'model.bpmn' })
    const canonical = await flowTree.write(await flowTree.read(text))

    expect(foreignNames(canonical)).toEqual(foreignNames(text))
    expect((await read(canonical)).content).toEqual((await read(text)).content)
  })

  const { case: run } = expected
  if (run === undefined) return
  test.each(WAYS)('runs %s', async way => {
    const { text: adapted } = await imported(model)

    await runModel(adapted, run, { way })
  })
})

/** Foreign attributes with their values, and the tags of foreign elements. */
const foreignNames = (text: string): string[] =>
  (text.match(/\s(?:camunda|zeebe|flowable|activiti):\w+="[^"]*"|<(?:camunda|zeebe|flowable|activiti):\w+/g) ?? [])
    .map(name => name.trim().replaceAll('&#34;', '&quot;').replaceAll('&gt;', '>'))
    .sort()

/** The text as it was: without our handlers and the namespace, with its own ids. */
function withoutOurs(text: string, renamed: readonly { from: string; to: string }[]): string {
  const handlers = String.raw`(?:\s*<jw:handler [^>]*/>)+`
  const bare = text
    .replace(' xmlns:jw="urn:jingwei:bpmn:1"', '')
    .replace(new RegExp(String.raw`\s*<((?:\w+:)?)extensionElements>${handlers}\s*</\1extensionElements>`), '')
    .replace(new RegExp(handlers), '')
  return renamed.reduce((all, { from, to }) => all.replaceAll(`"${to}"`, `"${from}"`), bare)
}
