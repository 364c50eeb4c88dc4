import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalText, readTree } from '../../../metadata/content-tree.ts'
import { expectLaws } from '../../../metadata/merge/fixtures/merge-laws.ts'
import { mergeTexts } from '../../../metadata/merge/merge-texts.ts'
import type { Side } from '../../../metadata/merge/merge-result.ts'
import { flowKind } from '../kind.ts'
import { parseFlow } from '../parse.ts'
import { bpmnOf, flowTriples, type GeneratedFlow } from './fixtures/generated-flows.ts'

const times = Number(process.env['JINGWEI_LONG'] ?? 1)

test(
  'merging flows keeps the laws of merging',
  async () => {
    const law = fc.asyncProperty(flowTriples, async three => {
      const [base, theirs, ours] = await Promise.all(
        [three.base, three.theirs, three.ours].map(flow => readTree(flowKind, bpmnOf(flow))),
      )
      expectLaws(flowKind, { base, theirs, ours })
    })
    await fc.assert(law, { numRuns: 1000 * times })
  },
  120_000 * times,
)

test(
  'what a merge writes is BPMN in which every name has its bearer, whoever decides the conflicts',
  async () => {
    const law = fc.asyncProperty(flowTriples, fc.constantFrom<Side>('base', 'theirs', 'ours'), async (three, side) => {
      const texts = { base: bpmnOf(three.base), theirs: bpmnOf(three.theirs), ours: bpmnOf(three.ours) }
      const choices: Record<string, Side> = {}
      let merged = await mergeTexts(flowKind, texts)
      for (let round = 0; round < 6 && merged.text === undefined; round++) {
        for (const { key } of merged.conflicts) choices[key] ??= side
        merged = await mergeTexts(flowKind, texts, choices)
      }

      const { diagnostics } = await parseFlow({ text: merged.text!, file: 'generated.bpmn' })
      expect(diagnostics.filter(d => d.severity === 'error')).toEqual([])
      expect(await canonicalText(flowKind, merged.text!)).toBe(merged.text)
    })
    await fc.assert(law, { numRuns: 250 * times })
  },
  120_000 * times,
)

const flow = (change: Partial<GeneratedFlow> = {}): GeneratedFlow => ({
  title: 'Generated',
  elements: ['start', 'approve', 'end'].map((id, i) => ({
    id,
    tag: id === 'approve' ? 'userTask' : 'serviceTask',
    name: id,
    detail: 'vp',
    x: i * 100,
  })),
  flows: [
    { id: 'in', from: 'start', to: 'approve' },
    { id: 'out', from: 'approve', to: 'end' },
  ],
  ...change,
})
const merge = (theirs: GeneratedFlow, ours: GeneratedFlow, choices: Record<string, Side> = {}) =>
  mergeTexts(flowKind, { base: bpmnOf(flow()), theirs: bpmnOf(theirs), ours: bpmnOf(ours) }, choices)
const elements = flow().elements
const without = (id: string): GeneratedFlow => ({
  ...flow(),
  elements: elements.filter(each => each.id !== id),
  flows: flow().flows.filter(({ from, to }) => from !== id && to !== id),
})

test('a step that the pack inserts and a title that was changed locally come together', async () => {
  const inserted = { id: 'check', tag: 'serviceTask' as const, name: 'check', detail: 'fi', x: 150 }
  const theirs = flow({
    elements: [...elements, inserted],
    flows: [
      { id: 'in', from: 'start', to: 'approve' },
      { id: 'out', from: 'approve', to: 'check' },
      { id: 'checked', from: 'check', to: 'end' },
    ],
  })
  const ours = flow({ elements: elements.map(each => (each.id === 'approve' ? { ...each, name: '大区审批' } : each)) })

  const { text, conflicts } = await merge(theirs, ours)

  expect(conflicts).toEqual([])
  const { content } = await parseFlow({ text: text!, file: '' })
  expect(content!.elements.map(({ id, title }) => [id, title])).toEqual([
    ['start', 'start'],
    ['approve', '大区审批'],
    ['end', 'end'],
    ['check', 'check'],
  ])
  expect(content!.flows.map(({ from, to }) => [from, to])).toEqual([
    ['start', 'approve'],
    ['approve', 'check'],
    ['check', 'end'],
  ])
})

test('a flow to an element that the other side deleted is a conflict about the element', async () => {
  const ours = flow({ flows: [...flow().flows, { id: 'again', from: 'end', to: 'approve' }] })

  const { text, conflicts } = await merge(without('approve'), ours)

  expect(text).toBeUndefined()
  expect(conflicts).toMatchObject([
    {
      at: '/definitions/$parts/generated/$parts/approve',
      reason: 'deleted_and_named',
      theirs: undefined,
      ours: { id: 'approve' },
    },
  ])
  const [key] = conflicts.map(conflict => conflict.key)
  const deleted = await parseFlow({
    text: (await merge(without('approve'), ours, { [key!]: 'theirs' })).text!,
    file: '',
  })
  expect(deleted.content!.flows).toEqual([])
  const kept = await parseFlow({ text: (await merge(without('approve'), ours, { [key!]: 'ours' })).text!, file: '' })
  expect(kept.content!.elements.map(({ id }) => id)).toContain('approve')
  expect(kept.content!.flows.map(({ id }) => id)).toEqual(['again'])
})

test('a shape that was only moved does not hold back the deletion of its element', async () => {
  const moved = flow({ elements: elements.map(each => (each.id === 'approve' ? { ...each, x: 500 } : each)) })

  const { text, conflicts } = await merge(without('approve'), moved)

  expect(conflicts).toEqual([])
  expect(text).toBe(await canonicalText(flowKind, bpmnOf(without('approve'))))
})

test('who approves is one value', async () => {
  const asks = (detail: string) =>
    flow({ elements: elements.map(each => (each.id === 'approve' ? { ...each, detail } : each)) })

  const { conflicts } = await merge(asks('fi'), asks('gm'))

  expect(conflicts).toMatchObject([{ reason: 'both_changed', theirs: [{ code: 'fi' }], ours: [{ code: 'gm' }] }])
})

test('two sides that change different steps of one subprocess come together', async () => {
  const text = (first: string, second: string, third = '') =>
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="x"><process id="p"><subProcess id="s"><subProcess id="t"><task id="a" name="${first}" camunda:asyncBefore="true"/></subProcess><task id="b" name="${second}"/>${third}</subProcess></process></definitions>`

  const { text: merged, conflicts } = await mergeTexts(flowKind, {
    base: text('1', '1'),
    theirs: text('2', '1', '<task id="c"/>'),
    ours: text('1', '2'),
  })

  expect(conflicts).toEqual([])
  expect(merged).toBe(await canonicalText(flowKind, text('2', '2', '<task id="c"/>')))
  const { content } = await parseFlow({ text: merged!, file: '' })
  expect(content!.elements).toMatchObject([
    { id: 's' },
    { id: 't', parent: 's' },
    { id: 'a', parent: 't', title: '2', asyncBefore: true },
    { id: 'b', parent: 's', title: '2' },
    { id: 'c', parent: 's' },
  ])
})
