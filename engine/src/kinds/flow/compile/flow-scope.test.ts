import { expect, test } from 'vitest'
import {
  END,
  RECORD_START,
  START,
  compileText,
  declared,
  flowText,
  flows,
  foreignText,
  graphOf,
} from '../fixtures/compiled.ts'
import type { FlowGraph, ScriptTask } from '../graph.ts'

const script = (id: string, feel: string, inside = '') =>
  `<scriptTask id="${id}" jw:resultVariable="${id}_result">${inside}<script>${feel}</script></scriptTask>`
const ext = (inside: string) => `<extensionElements>${inside}</extensionElements>`

const typeOf = ({ elements }: FlowGraph, id: string) => (elements[id] as ScriptTask).script.type

test('a variable has the type of what sets it', async () => {
  const graph = await graphOf(
    `${RECORD_START}<businessRuleTask id="rules" jw:ruleSet="authority" jw:resultVariable="found">${ext('<jw:input name="amount" value="=record.amount"/>')}</businessRuleTask>
    ${script('day', 'record.valid_from')}${script('later', 'day_result + duration("P1D")')}${script('level', 'found.level')}${END}${flows('start > rules > day > later > level > end')}`,
  )

  expect([typeOf(graph, 'day'), typeOf(graph, 'later'), typeOf(graph, 'level')]).toEqual(['date', 'date', 'number'])
})

test('a mapped value and an item of a collection have the type of their expression', async () => {
  const loop =
    '<multiInstanceLoopCharacteristics jw:collection="=[date(&quot;2026-01-02&quot;)]" jw:elementVariable="item"/>'
  const graph = await graphOf(
    `${RECORD_START}${script('a', 'due', ext('<jw:inputMapping name="due" value="=record.valid_from"/>'))}${script('b', 'item', loop)}${END}${flows('start > a > b > end')}`,
  )

  expect([typeOf(graph, 'a'), typeOf(graph, 'b')]).toEqual(['date', 'date'])
})

test('a variable that gets values of two types may be anything, also for what was read before', async () => {
  const set = (id: string, feel: string) =>
    `<scriptTask id="${id}" jw:resultVariable="x"><script>${feel}</script></scriptTask>`
  const graph = await graphOf(
    `${RECORD_START}${set('a', '1')}${script('b', 'x')}${set('c', '"text"')}${END}${flows('start > a > b > c > end')}`,
  )

  expect(typeOf(graph, 'b')).toBe('any')
  expect((graph.elements.b as ScriptTask).script.evaluate({ x: 'text' })).toBe('text')
})

test('a number whose type is not known works as JSON number, one whose type is known as text too', async () => {
  const graph = await graphOf(
    `${START}${script('a', '1.5')}${script('b', 'a_result * 2 + given')}${END}${flows('start > a > b > end')}`,
  )
  const { evaluate } = (graph.elements.b as ScriptTask).script

  expect(evaluate({ a_result: 1.5, given: 1 })).toBe('4')
  expect(evaluate({ a_result: '1.5', given: 1 })).toBe('4')
})

const reading = (feel: string) => `${script('a', feel)}${END}${flows('start > a > end')}`

test('of a process that only records start, all names are known', async () => {
  const { diagnostics } = await compileText(flowText(`${RECORD_START}${reading('loopcount + 1')}`))

  expect(diagnostics).toMatchObject([{ code: 'expression.unknown_name', elementId: 'a' }])
})

test.each([
  ['who starts it by hand', START],
  ['a message that starts it', '<startEvent id="start"><messageEventDefinition messageRef="news"/></startEvent>'],
])('%s may give variables that nobody names', async (_, start) => {
  const text = flowText(`${start}${reading('given + 1')}`, 'sample', declared('message', 'news'))

  expect((await compileText(text)).diagnostics.filter(each => each.severity === 'error')).toEqual([])
})

test.each([
  ['a message', '<receiveTask id="b" messageRef="news"/>'],
  ['a signal', '<intermediateCatchEvent id="b"><signalEventDefinition signalRef="all"/></intermediateCatchEvent>'],
  ['a worker', '<serviceTask id="b" jw:topic="print"/>'],
  ['a called run', '<callActivity id="b" calledElement="other_flow" jw:returnAll="true"/>'],
])('%s may bring variables that nobody names', async (_, bringing) => {
  const body = `${RECORD_START}${bringing}${script('a', 'given + 1')}${END}${flows('start > b > a > end')}`
  const { diagnostics } = await compileText(
    flowText(body, 'sample', declared('message', 'news') + declared('signal', 'all')),
  )

  expect(diagnostics.filter(each => each.severity === 'error')).toEqual([])
})

test('a variable of another tool hides a name of ours', async () => {
  const { graph, diagnostics } = await compileText(
    foreignText(
      `${START}<scriptTask id="a" scriptFormat="feel" camunda:resultVariable="x"><script>starter.size + task</script></scriptTask>${END}${flows('start > a > end')}`,
    ),
  )

  expect(diagnostics).toEqual([])
  expect((graph!.elements.a as ScriptTask).script.evaluate({ starter: { size: 2 }, task: 3 })).toBe('5')
})
