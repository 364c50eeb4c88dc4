import { expect, test } from 'vitest'
import { fitDefinitionName, fitFlowName } from './fit-name.ts'
import { importFlow, type FlowImportOrder } from './import-flow.ts'

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL'

const model = (inside: string, before = '') =>
  `<definitions xmlns="${BPMN}" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">${before}
  <process id="p" isExecutable="true">${inside}
    <startEvent id="s"/><serviceTask id="t" camunda:class="a.B"/><sequenceFlow id="f" sourceRef="s" targetRef="t"/>
  </process>
</definitions>`

const imported = (text: string, order: Partial<FlowImportOrder> = {}) => importFlow({ text, file: 'm.bpmn', ...order })

const HANDLER = '<jw:handler name="a.B" function="m.b" />'

test.each([
  [
    'no extension elements',
    '',
    `\n    <extensionElements>\n      ${HANDLER}\n    </extensionElements>\n    <startEvent`,
  ],
  [
    'documentation in front',
    '\n    <documentation>x > y</documentation>',
    `</documentation>\n    <extensionElements>\n      ${HANDLER}\n    </extensionElements>`,
  ],
  [
    'extension elements of its own',
    '\n    <extensionElements><camunda:properties/></extensionElements>',
    `<extensionElements>\n      ${HANDLER}<camunda:properties/></extensionElements>`,
  ],
  [
    'empty ones',
    '\n    <extensionElements/>',
    `\n    <extensionElements>\n      ${HANDLER}\n    </extensionElements>\n    <startEvent`,
  ],
  ['a comment that looks like it', '\n    <!-- <process id="p"> -->', `${HANDLER}\n    </extensionElements>`],
])('functions are named within a process with %s', async (_, inside, expected) => {
  const { text, verdict, needs, code } = await imported(model(inside), { map: { 'a.B': 'm.b' } })

  expect(text).toContain(expected)
  expect({ verdict, needs, code }).toEqual({
    verdict: 'mapped',
    needs: [{ what: 'function', name: 'm.b', at: 't' }],
    code: [],
  })
})

test('a name that an attribute can not hold is written so that it can', async () => {
  const bean = `\${x < 1 && y == "z"}`
  const written = model('').replace('camunda:class="a.B"', `camunda:expression='\${x &lt; 1 &amp;&amp; y == "z"}'`)

  expect((await imported(written, { map: { [bean]: 'm.b' } })).needs).toEqual([
    { what: 'function', name: 'm.b', at: 't' },
  ])
})

test('the id of a process changes where it stands, and nowhere else', async () => {
  const pool = '<collaboration id="c"><participant id="q" name="Prüfung" processRef="Prüfung"/></collaboration>'
  const text = model('<documentation>Prüfung</documentation>', pool)
    .replace('id="p"', 'id="Prüfung" name="Prüfung"')
    .replace('<serviceTask id="t" camunda:class="a.B"/>', '<callActivity id="t" calledElement="Prüfung"/>')

  const { name, renamed, text: adapted } = await imported(text)

  expect({ name, renamed }).toEqual({ name: 'Prufung', renamed: [{ from: 'Prüfung', to: 'Prufung' }] })
  expect(adapted).toBe(
    text
      .replace('processRef="Prüfung"', 'processRef="Prufung"')
      .replace('id="Prüfung"', 'id="Prufung"')
      .replace('calledElement="Prüfung"', 'calledElement="Prufung"'),
  )
})

test('a decision whose name can be no rule set gets one that can', async () => {
  const task = '<businessRuleTask id="t" camunda:decisionRef="Credit-Rating.v2" camunda:resultVariable="r"/>'

  const { text, needs } = await imported(model('').replace('<serviceTask id="t" camunda:class="a.B"/>', task))

  expect(text).toContain('camunda:resultVariable="r" jw:ruleSet="credit_rating_v2"/>')
  expect(needs).toEqual([{ what: 'rule-set', name: 'credit_rating_v2', at: 't' }])
})

test.each([
  ['order.v1-2', 'order.v1-2', 'order_v1_2'],
  ['Straßenprüfung', 'Strassenprufung', 'strassenprufung'],
  ['1 way', '_1_way', 'way'],
  ['InvoiceAssign', 'InvoiceAssign', 'invoice_assign'],
  ['请假', null, null],
])('%s can be the flow %s and the rule set %s', (id, flow, definition) => {
  expect(fitFlowName(id)).toBe(flow)
  expect(fitDefinitionName(id)).toBe(definition)
})
