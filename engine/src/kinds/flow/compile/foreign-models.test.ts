import { expect, test } from 'vitest'
import { END, START, compileText, declared, flows, foreignText, graphOfText } from '../fixtures/compiled.ts'
import type { CallActivity, FlowExpression, MultiInstance, UserTask } from '../graph.ts'

const user = (id: string, attributes = '', inside = '') => `<userTask id="${id}" ${attributes}>${inside}</userTask>`
const when = (from: string, to: string, juel: string) =>
  `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"><conditionExpression xsi:type="tFormalExpression">${juel}</conditionExpression></sequenceFlow>`

const codes = async (text: string) =>
  (await compileText(text)).diagnostics.map(each => [each.code, each.severity, each.elementId])

test('variables of a model of another tool may come from outside, and conditions are JUEL', async () => {
  const graph = await graphOfText(
    foreignText(
      `${START}<exclusiveGateway id="g" default="g_end"/>${user('a', 'camunda:assignee="${boss}"')}${END}${flows('start > g > end, a > end')}${when('g', 'a', '${amount &gt; 100 and approved}')}`,
    ),
  )

  const condition = graph.flows.g_a!.condition!
  expect(condition).toMatchObject({ language: 'juel', text: '${amount > 100 and approved}' })
  expect([...condition.reads].sort()).toEqual(['amount', 'approved'])
  expect(condition.evaluate({ amount: 101, approved: true })).toBe(true)
  expect(condition.evaluate({ amount: '99', approved: true })).toBe(false)
  expect(() => condition.evaluate({ amount: 101 })).toThrow(/approved/)
  const { approvers, unassigned } = graph.elements.a as UserTask
  expect(unassigned).toBe('open')
  expect(approvers).toMatchObject([{ type: 'expression', expression: { language: 'juel' } }])
})

test('a condition that gives no truth fails instead of choosing a way', async () => {
  const graph = await graphOfText(
    foreignText(
      `${START}<exclusiveGateway id="g" default="g_end"/>${user('a')}${END}${flows('start > g > end, a > end')}${when('g', 'a', '${status}')}`,
    ),
  )
  const condition = graph.flows.g_a!.condition!

  expect(condition.evaluate({ status: true })).toBe(true)
  expect(() => condition.evaluate({ status: null })).toThrow(/true or false/)
  expect(() => condition.evaluate({ status: 'true' })).toThrow(/true or false/)
})

test('what the engine asks of authors is left to the run, as a warning', async () => {
  const found = await codes(
    foreignText(
      `${START}<exclusiveGateway id="g"/>${user('a', 'camunda:candidateGroups="nobody" camunda:formKey="embedded:x"')}${user('b')}${END}
      ${flows('start > g, a > end, b > end')}${when('g', 'a', '${x == 1}')}${when('g', 'b', '${x == 2}')}`,
    ),
  )

  expect(found.filter(([, severity]) => severity === 'error')).toEqual([])
  expect(found.map(([code]) => code)).toEqual(
    expect.arrayContaining(['flow.gateway_without_default', 'flow.unknown_role']),
  )
})

test('a plain BPMN text without our namespace is no text of ours: its names may come from outside', async () => {
  const graph = await graphOfText(`<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="urn:test">
<process id="plain" isExecutable="true">${START}<exclusiveGateway id="g" default="g_end"/>${user('a')}${END}
${flows('start > g > a > end, g > end', { g_a: 'amount > 100 and my.answer = "yes"' })}</process></definitions>`)

  const condition = graph.flows.g_a!.condition!
  expect(condition).toMatchObject({ language: 'feel', reads: ['amount', 'my'] })
  expect(condition.evaluate({ amount: 101, my: { answer: 'yes' } })).toBe(true)
  expect(condition.evaluate({})).not.toBe(true)
})

test('instances of models of Camunda 7 number from nought, and a plain collection is a variable', async () => {
  const graph = await graphOfText(
    foreignText(
      `${START}${user('a', 'camunda:assignee="${member}"', '<multiInstanceLoopCharacteristics camunda:collection="members" camunda:elementVariable="member"><completionCondition>${nrOfCompletedInstances == 2}</completionCondition></multiInstanceLoopCharacteristics>')}${END}${flows('start > a > end')}`,
    ),
  )

  const loop = graph.elements.a!.loop as MultiInstance
  const { expression } = loop.collection as { expression: FlowExpression }
  expect(loop.counterBase).toBe(0)
  expect(expression.toVariable({ members: ['kim', 'lee'] })).toEqual(['kim', 'lee'])
  expect(loop.completion!.evaluate({ nrOfCompletedInstances: 2 })).toBe(true)
})

test('a model may call its variables what it likes, as long as an object can hold it', async () => {
  const task = (name: string) =>
    foreignText(
      `${START}<serviceTask id="a" camunda:expression="\${1 + 1}" camunda:resultVariable="${name}"/>${END}${flows('start > a > end')}`,
    )

  expect(await codes(task('Ünïque-Näme'))).toEqual([])
  expect(await codes(task('task'))).toEqual([])
  expect(await codes(task('__proto__'))).toEqual([['flow.bad_variable', 'error', 'a']])
})

test('what Camunda 7 forbids to map is refused', async () => {
  const outputs =
    '<extensionElements><camunda:inputOutput><camunda:outputParameter name="x">${y}</camunda:outputParameter></camunda:inputOutput></extensionElements>'
  const several = '<multiInstanceLoopCharacteristics camunda:collection="members" camunda:elementVariable="member"/>'
  const found = await codes(foreignText(`${START}${user('a', '', outputs + several)}${END}${flows('start > a > end')}`))

  expect(found).toEqual([['flow.mapping_place', 'error', 'a']])
})

test('a call gives what it maps, with either language', async () => {
  const graph = await graphOfText(
    foreignText(
      `${START}<callActivity id="a" calledElement="other_flow"><extensionElements><camunda:in source="x" target="y"/><camunda:in sourceExpression="\${x + 1}" target="z"/><camunda:out variables="all"/></extensionElements></callActivity>${END}${flows('start > a > end')}`,
    ),
  )

  const call = graph.elements.a as CallActivity
  expect(call.returnAll).toBe(true)
  const valueOf = (name: string) =>
    (call.in.find(each => each.name === name)!.value as { expression: FlowExpression }).expression
  expect(valueOf('y').toVariable({ x: 41 })).toBe(41)
  expect(valueOf('z').toVariable({ x: 41 })).toBe(42)
})

test('`execution` is the run, and where it stands', async () => {
  const graph = await graphOfText(
    foreignText(
      `${START}<serviceTask id="a" camunda:expression="\${execution.processInstanceId}/\${execution.currentActivityId}" camunda:resultVariable="x"/>${END}${flows('start > a > end')}`,
    ),
  )

  const { expression } = graph.elements.a as Extract<typeof graph.elements.a, { type: 'expressionTask' }>
  expect(expression.toVariable({ instance: { id: 'i7' } })).toBe('i7/a')
})

test('an error that a model throws by its code is caught by that code, or by a boundary without one', async () => {
  const inner = `<startEvent id="s"/><endEvent id="e"><errorEventDefinition errorRef="broken"/></endEvent>${flows('s > e')}`
  const text = (caught: string) =>
    foreignText(
      `${START}<subProcess id="a">${inner}</subProcess><boundaryEvent id="b" attachedToRef="a"><errorEventDefinition ${caught}/></boundaryEvent>${END}${flows('start > a > end, b > end')}`,
      { root: declared('error', 'broken', 'mishap') },
    )

  expect(await codes(text('errorRef="broken"'))).toEqual([])
  expect(await codes(text(''))).toEqual([])
  expect(await codes(text('errorRef="mishap"'))).toEqual([
    ['flow.error_uncaught', 'warning', 'e'],
    ['flow.never_thrown', 'warning', 'b'],
  ])
})

test('a fault of a JUEL expression stands at its letter', async () => {
  const { diagnostics } = await compileText(
    foreignText(
      `${START}<exclusiveGateway id="g" default="g_end"/>${user('a')}${END}${flows('start > g > end, a > end')}${when('g', 'a', '${bean.call(1)}')}`,
    ),
  )

  expect(diagnostics).toMatchObject([{ code: 'juel.call_unsupported', severity: 'error', elementId: 'g_a' }])
  expect(diagnostics[0]!.column).toBeGreaterThan(1)
})
