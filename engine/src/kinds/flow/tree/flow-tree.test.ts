import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalText } from '../../../metadata/content-tree.ts'
import { flowKind } from '../kind.ts'
import { parseFlow } from '../parse.ts'
import { bpmnOf, flowTriples } from './fixtures/generated-flows.ts'

const head =
  '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:o="urn:other" id="d" targetNamespace="urn:x">'
const inProcess = (text: string) => `${head}<process id="p">${text}</process></definitions>`
const contentOf = async (text: string) => (await parseFlow({ text, file: '' })).content

test.each([
  'definitions/medical-device/flows/contract_approval.bpmn',
  'examples/first-approval/flows/purchase_approval.bpmn',
])('%s stands in its canonical form', async file => {
  const text = readFileSync(file, 'utf8')

  expect(await canonicalText(flowKind, text)).toBe(text)
})

test('the canonical text says the same, and is written the same again', async () => {
  const law = fc.asyncProperty(flowTriples, async ({ ours }) => {
    const text = bpmnOf(ours)
    const canonical = await canonicalText(flowKind, text)

    expect(await contentOf(canonical)).toEqual(await contentOf(text))
    expect(await canonicalText(flowKind, canonical)).toBe(canonical)
  })
  await fc.assert(law, { numRuns: 300 * Number(process.env['JINGWEI_LONG'] ?? 1) })
}, 120_000)

test('prefixes, the order of attributes and the echo of flows are the same for every tool', async () => {
  const byOne = `<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:x" id="d">
    <b:process id="p"><b:sequenceFlow targetRef="b" sourceRef="a" id="f"/>
    <b:task name="A" id="a"><b:outgoing>f</b:outgoing></b:task><b:task id="b"/></b:process></b:definitions>`
  const byAnother = `${head}<process id="p">
    <sequenceFlow id="f" sourceRef="a" targetRef="b"></sequenceFlow>
    <task id="a" name="A" /><task id="b"><incoming>f</incoming></task></process></definitions>`

  const canonical = await canonicalText(flowKind, byOne)

  expect(await canonicalText(flowKind, byAnother)).toBe(canonical)
  expect(canonical).toContain('<task id="a" name="A">\n      <outgoing>f</outgoing>')
  expect(canonical).toContain('<task id="b">\n      <incoming>f</incoming>')
})

test('what other tools wrote stays, with its namespaces', async () => {
  const text = inProcess(
    '<task id="t" o:hint="1"><extensionElements><o:a><o:b x="&lt;&amp;&quot;">  Ü </o:b><o:b/></o:a></extensionElements></task>',
  )

  const canonical = await canonicalText(flowKind, text)

  expect(canonical).toContain('xmlns:o="urn:other"')
  expect(canonical).toContain('<task id="t" o:hint="1">')
  expect(canonical).toContain('<o:b x="&lt;&amp;&quot;">  Ü </o:b>')
  expect(canonical).toContain('<o:b />')
})

test('one prefix that stands for two namespaces is declared where it is used', async () => {
  const text = inProcess('<task id="t" xmlns:x="urn:1" x:a="1" /><task id="u" xmlns:x="urn:2" x:a="2" />')

  const canonical = await canonicalText(flowKind, text)

  expect(canonical).toMatch(/<task id="t" x:a="1"/)
  expect(canonical).toContain('"urn:1"')
  expect(canonical).toContain('"urn:2"')
  expect(await canonicalText(flowKind, canonical)).toBe(canonical)
})

test('line ends in attributes and texts survive', async () => {
  const text = inProcess('<task id="t" name="a&#10;b"><documentation>1\n 2\n</documentation></task>')

  const canonical = await canonicalText(flowKind, text)

  expect(canonical).toContain('name="a&#10;b"')
  expect(canonical).toContain('<documentation>1\n 2\n</documentation>')
})

test.each([
  ['a document type', '<!DOCTYPE definitions [<!ENTITY a "aaaa">]>' + inProcess('')],
  ['an unclosed element', '<definitions'],
  ['an unknown prefix', inProcess('<z:task id="t"/>')],
  ['another root', '<html/>'],
  ['text between elements', inProcess('<task id="t">text<documentation/></task>')],
  ['no element', ''],
  ['elements nested too deep', inProcess('<task>'.repeat(200) + '</task>'.repeat(200))],
  ['a huge text', inProcess(`<task id="${'t'.repeat(3_000_000)}"/>`)],
])('%s is refused', async (_, text) => {
  await expect(canonicalText(flowKind, text)).rejects.toMatchObject({ code: 'definition.unreadable' })
})
