import type { TextFault } from '../text-fault.ts'

const file = 'visits/flows/approve_visit.bpmn'
const DONE = '<endEvent id="done"/>'
const LAST = '<sequenceFlow id="f7" sourceRef="tidy" targetRef="done"/>'
const CAMUNDA = 'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"'

const last = (inside: string): string => LAST.replace('/>', `>${inside}</sequenceFlow>`)
const condition = (attributes: string): string =>
  last(`<conditionExpression xsi:type="tFormalExpression" ${attributes}>=true</conditionExpression>`)
const listener = (what: string): string =>
  last(`<extensionElements><camunda:executionListener ${CAMUNDA} event="take" ${what}/></extensionElements>`)

/** What reading a text finds, in the words of other engines too. */
export const flowTextFaults: readonly TextFault[] = [
  {
    code: 'flow.not_mapped',
    file,
    elementId: 'done',
    severity: 'warning',
    replace: DONE,
    wrong: `‸<endEvent id="done" ${CAMUNDA} camunda:frob="1"/>`,
    right: `<endEvent id="done" ${CAMUNDA} camunda:asyncBefore="true"/>`,
  },
  {
    code: 'flow.not_runnable',
    file,
    elementId: 'f7',
    replace: LAST,
    wrong: `‸${listener('class="com.acme.Log"')}`,
    right: listener('expression="${1}"'),
  },
  {
    code: 'flow.unsupported_language',
    file,
    elementId: 'f7',
    replace: LAST,
    wrong: `‸${condition('language="groovy"')}`,
  },
  {
    code: 'flow.missing_id',
    file,
    wrong: `‸<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:x">
  <process id="approve_visit"><startEvent/></process>
</definitions>`,
  },
  {
    code: 'flow.too_deep',
    file,
    elementId: 's20',
    replace: DONE,
    wrong: `${DONE}${open(20)}‸<subProcess id="s20"><task id="deep"/></subProcess>${'</subProcess>'.repeat(20)}`,
  },
]

function open(count: number): string {
  return Array.from({ length: count }, (_, i) => `<subProcess id="s${i}">`).join('')
}
