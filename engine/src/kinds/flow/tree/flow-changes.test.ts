import { expect, test } from 'vitest'
import { compareTexts } from '../../../metadata/compare/compare-texts.ts'
import { flowKind } from '../kind.ts'

const bpmn = (process: string, plane = '') => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:jw="urn:jingwei:bpmn:1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="urn:x">
<process id="p" name="P">${process}</process>
<bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="pl" bpmnElement="p">${plane}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>`
const task = (inside = '', attributes = '') => `<userTask id="approve" ${attributes}>${inside}</userTask>`
const approval = (approver: string, mode = 'all') =>
  `<extensionElements><jw:approval mode="${mode}"><jw:approver type="position" code="${approver}"/></jw:approval></extensionElements>`
const flow = (target: string, condition = '1') =>
  `<sequenceFlow id="f" sourceRef="approve" targetRef="${target}"><conditionExpression xsi:type="tFormalExpression">=${condition}</conditionExpression></sequenceFlow>`
const shape = (x: number) =>
  `<bpmndi:BPMNShape id="s" bpmnElement="approve"><dc:Bounds x="${x}" y="1" width="2" height="3"/></bpmndi:BPMNShape>`

const compared = async (before: string, after: string) => {
  const { changes } = await compareTexts(flowKind, before, after)
  return changes.map(({ code, subject, impact }) => [code, subject, impact])
}

test.each<[string, string, string, unknown[][]]>([
  ['a new element', bpmn(''), bpmn(task()), [['element_added', 'approve', 'safe']]],
  ['an element that went', bpmn(task()), bpmn(''), [['element_removed', 'approve', 'safe']]],
  ['a name', bpmn(task()), bpmn(task('', 'name="A"')), [['element_renamed', 'approve', 'none']]],
  ['a form', bpmn(task()), bpmn(task('', 'jw:form="a"')), [['form_changed', 'approve', 'safe']]],
  ['the approvers', bpmn(task(approval('vp'))), bpmn(task(approval('fi'))), [['approver_changed', 'approve', 'safe']]],
  [
    'the way of approving',
    bpmn(task(approval('vp'))),
    bpmn(task(approval('vp', 'any'))),
    [['approval_changed', 'approve', 'safe']],
  ],
  ['the end of a flow', bpmn(flow('a')), bpmn(flow('b')), [['flow_rerouted', 'f', 'safe']]],
  ['a condition', bpmn(flow('a')), bpmn(flow('a', '2')), [['condition_changed', 'f', 'safe']]],
  ['a new flow', bpmn(task()), bpmn(task() + flow('a')), [['flow_added', 'f', 'safe']]],
  ['the name of the process', bpmn(''), bpmn('').replace('"P"', '"Q"'), [['process_renamed', 'p', 'none']]],
  ['a moved shape', bpmn(task(), shape(1)), bpmn(task(), shape(9)), [['element_moved', 'approve', 'none']]],
  [
    'another type',
    bpmn(task()),
    bpmn(task().replaceAll('userTask', 'serviceTask')),
    [['element_retyped', 'approve', 'safe']],
  ],
])('%s is told by its element', async (_, before, after, changes) => {
  expect(await compared(before, after)).toEqual(changes)
})

const inner = (name: string, mode: string, flows = '') =>
  `<subProcess id="outer"><multiInstanceLoopCharacteristics id="loop" isSequential="${name === 'b'}"/><transaction id="inner" name="${name}">${task(approval('vp', mode))}${flows}</transaction></subProcess>`

test.each<[string, string, string, unknown[][]]>([
  ['an approval', inner('a', 'all'), inner('a', 'any'), [['approval_changed', 'approve', 'safe']]],
  ['a new flow', inner('a', 'all'), inner('a', 'all', flow('approve')), [['flow_added', 'f', 'safe']]],
  [
    'the name of a transaction and the loop of the subprocess around it',
    inner('a', 'all'),
    inner('b', 'all'),
    [
      ['loop_changed', 'outer', 'safe'],
      ['element_renamed', 'inner', 'none'],
    ],
  ],
  [
    'a mapping of a subprocess',
    '<subProcess id="s"><extensionElements><jw:inputMapping name="x" value="1"/></extensionElements></subProcess>',
    '<subProcess id="s"><extensionElements><jw:inputMapping name="x" value="2"/></extensionElements></subProcess>',
    [['mapping_changed', 's', 'safe']],
  ],
  [
    'the message of a catch event',
    '<intermediateCatchEvent id="c"><messageEventDefinition id="md" messageRef="m"/></intermediateCatchEvent>',
    '<intermediateCatchEvent id="c"><messageEventDefinition id="md" messageRef="n"/></intermediateCatchEvent>',
    [['event_changed', 'c', 'safe']],
  ],
])('%s within subprocesses is told by its own element', async (_, before, after, changes) => {
  expect(await compared(bpmn(before), bpmn(after))).toEqual(changes)
})

test('a moved shape is told with both places, for the diagram', async () => {
  const { changes, impact } = await compareTexts(flowKind, bpmn(task(), shape(1)), bpmn(task(), shape(9)))

  expect(impact).toBe('none')
  expect(changes[0]).toMatchObject({ before: { $parts: [{ x: '1' }] }, after: { $parts: [{ x: '9' }] } })
})

test('the echo of flows in their elements and the order of attributes are no change', async () => {
  const before = bpmn(task() + flow('a'))
  const after = bpmn(task('<outgoing>f</outgoing>') + flow('a'))

  expect(await compareTexts(flowKind, before, after)).toEqual({ changes: [], impact: 'none' })
})
