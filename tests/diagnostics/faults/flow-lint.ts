import { CARET, type TextFault } from '../text-fault.ts'

/** A drawn flow around `body`; the ids of `way` are flows, those of `drawn` have shapes. */
const textOf = (body: string, way: string, drawn: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:jw="urn:jingwei:bpmn:1" id="d" targetNamespace="urn:x">
  <process id="second" name="Second" isExecutable="true">
    <startEvent id="begin"/>
    ${body}
    <endEvent id="done" name="Done"/>
    ${flows(way)}
  </process>
  <bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="second">
    ${drawn.split(' ').map(shape).join('')}
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>`

const shape = (id: string): string =>
  `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="0" y="0" width="1" height="1"/></bpmndi:BPMNShape>`

const flows = (chains: string): string =>
  chains
    .split(',')
    .flatMap(chain => {
      const ids = chain.trim().split(' > ')
      return ids.slice(1).map((to, i) => flow(ids[i]!, to))
    })
    .join('')

const flow = (from: string, to: string): string =>
  `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`

interface Change {
  wrong: string
  right?: string
  way: string
  rightWay?: string
  drawn: string
  rightDrawn?: string
}

const fault = (
  code: string,
  elementId: string,
  { wrong, way, drawn, right = wrong.replace(CARET, ''), rightWay = way, rightDrawn = drawn }: Change,
): TextFault => ({
  code: `flow.${code}`,
  file: 'visits/flows/second.bpmn',
  severity: 'warning',
  elementId,
  wrong: textOf(wrong, way, drawn),
  right: textOf(right, rightWay, rightDrawn),
})

const task = (id: string): string => `<task id="${id}" name="${id}"/>`
const both = (id: string): string => `<parallelGateway id="${id}"/>`
const mark = (element: string): string => `${CARET}${element}`
const GATEWAY = '<exclusiveGateway id="which" name="Late?" default="which_done"/>'
const late = (id: string): string =>
  `<sequenceFlow id="${id}" name="yes" sourceRef="which" targetRef="a"><conditionExpression>=today &gt; date("2020-01-01")</conditionExpression></sequenceFlow>`
const THREE = task('a') + task('b') + both('fork')
const FORKED = 'begin > fork > a, fork > b'
const SHAPES = 'begin done a b c fork join other'

export const flowLintFaults: readonly TextFault[] = [
  fault('fake_join', 'c', {
    wrong: THREE + mark(task('c')),
    way: `${FORKED}, a > c, b > c > done`,
    right: THREE + task('c') + both('join'),
    rightWay: `${FORKED}, a > join, b > join > c > done`,
    drawn: 'begin done a b c fork',
    rightDrawn: 'begin done a b c fork join',
  }),
  fault('superfluous_gateway', 'fork', {
    wrong: task('a') + mark(both('fork')),
    way: 'begin > fork > a > done',
    right: task('a'),
    rightWay: 'begin > a > done',
    drawn: 'begin done a fork',
    rightDrawn: 'begin done a',
  }),
  fault('join_fork', 'join', {
    wrong: THREE + mark(both('join')) + task('c') + task('other'),
    way: `${FORKED}, a > join, b > join, join > c > done, join > other > done`,
    right: THREE + both('join') + both('again') + task('c') + task('other'),
    rightWay: `${FORKED}, a > join, b > join > again > c > done, again > other > done`,
    drawn: SHAPES,
    rightDrawn: `${SHAPES} again`,
  }),
  fault('implicit_split', 'a', {
    wrong: mark(task('a')) + task('b') + task('c'),
    way: 'begin > a > b > done, a > c > done',
    right: task('a') + task('b') + task('c') + both('fork'),
    rightWay: 'begin > a > fork > b > done, fork > c > done',
    drawn: 'begin done a b c',
    rightDrawn: 'begin done a b c fork',
  }),
  fault('duplicate_flow', 'late_again', {
    wrong: task('a') + GATEWAY + late('late') + mark(late('late_again')),
    way: 'begin > which > done, a > done',
    right: task('a') + GATEWAY + late('late'),
    drawn: 'begin done a which',
  }),
  fault('label_missing', 'a', {
    wrong: mark('<task id="a"/>'),
    way: 'begin > a > done',
    right: task('a'),
    drawn: 'begin done a',
  }),
  fault('not_drawn', 'a', {
    wrong: mark(task('a')),
    way: 'begin > a > done',
    drawn: 'begin done',
    rightDrawn: 'begin done a',
  }),
]
