import { flowText, flows } from '../../../engine/src/kinds/flow/fixtures/compiled.ts'
import { defineFunction } from '../../../engine/src/host/sdk/define-function.ts'
import type { PackFile } from '../../../engine/src/metadata/kind.ts'

/** What the baseline's service task does: count. */
export const doIt = defineFunction({
  name: 'bench.do-it',
  title: 'Do it',
  effect: 'transactional',
  input: { type: 'object', properties: {} },
  output: { type: 'object', properties: { ok: { type: 'integer' } } },
  run: () => ({ ok: 1 }),
})

const task = (id: string) =>
  `<userTask id="${id}" name="${id}" jw:kind="approval" jw:resultVariable="${id}"><extensionElements><jw:approval starter="self"><jw:approver type="starter"/></jw:approval></extensionElements></userTask>`

const simple = `<startEvent id="start"/>${task('approve')}<exclusiveGateway id="gw" default="fno"/>
<serviceTask id="svc" jw:function="bench.do-it"/><endEvent id="end"/><endEvent id="endno"/>
<sequenceFlow id="fyes" sourceRef="gw" targetRef="svc"><conditionExpression xsi:type="tFormalExpression">=approve.outcome = "approve"</conditionExpression></sequenceFlow>
<sequenceFlow id="fno" sourceRef="gw" targetRef="endno"/>${flows('start > approve > gw, svc > end')}`

const parallel = `<startEvent id="start"/><parallelGateway id="fork"/><parallelGateway id="join"/><endEvent id="end"/>
${['t1', 't2', 't3'].map(id => `${task(id)}${flows(`fork > ${id} > join`)}`).join('')}${flows('start > fork, join > end')}`

const bulk = `<startEvent id="start"/><endEvent id="end"/>
<userTask id="each" name="each" jw:kind="task"><extensionElements><jw:assignment type="starter"/></extensionElements>
<multiInstanceLoopCharacteristics jw:collection="=items" jw:elementVariable="item"/></userTask>${flows('start > each > end')}`

/** The two processes of the baseline, and one with a task for each of many items, as packs write them. */
export const benchFiles: PackFile[] = [
  { path: 'flows/simple.bpmn', text: flowText(simple, 'simple') },
  { path: 'flows/parallel.bpmn', text: flowText(parallel, 'parallel') },
  { path: 'flows/bulk.bpmn', text: flowText(bulk, 'bulk') },
]

/** The variables that the baseline keeps. */
export const variables = { order: 17, amount: '123.45', customer: 'ACME', lines: 3 }
