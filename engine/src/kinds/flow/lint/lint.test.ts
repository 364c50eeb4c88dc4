import { expect, test } from 'vitest'
import { parseFlow } from '../parse.ts'
import { lintPlugin } from './lint-plugin.ts'

const BPMN = 'http://www.omg.org/spec/BPMN/20100524'

const shapes = (ids: readonly string[]): string =>
  `<bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="P" bpmnElement="p">${ids
    .map(
      id =>
        `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="0" y="0" width="1" height="1"/></bpmndi:BPMNShape>`,
    )
    .join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`

/** Elements by id: a tag with attributes, and flows `a > b | condition | name`. */
function drawn(
  elements: Record<string, string>,
  flows: readonly string[],
  { without = [] }: { without?: string[] } = {},
): string {
  const inside = Object.entries(elements).map(([id, tag]) => `<${tag} id="${id}"/>`)
  const ways = flows.map((flow, i) => {
    const [path = '', condition, name] = flow.split('|').map(part => part.trim())
    const [from, to] = path.split(' > ')
    const expression = condition ? `<conditionExpression>${condition}</conditionExpression>` : ''
    return `<sequenceFlow id="f${i}"${name ? ` name="${name}"` : ''} sourceRef="${from}" targetRef="${to}">${expression}</sequenceFlow>`
  })
  const ids = Object.keys(elements).filter(id => !without.includes(id))
  return `<definitions xmlns="${BPMN}/MODEL" xmlns:bpmndi="${BPMN}/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="d" targetNamespace="t"><process id="p">${inside.join('')}${ways.join('')}</process>${shapes(ids)}</definitions>`
}

const found = async (text: string): Promise<[string, string | undefined][]> => {
  const { diagnostics } = await parseFlow({ text, file: 'f.bpmn' })
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  return diagnostics.map(({ code, elementId }) => [code, elementId])
}

const START = { s: 'startEvent' }
const END = { e: 'endEvent name="Done"' }
const A = { a: 'task name="A"' }
const B = { b: 'task name="B"' }
const C = { c: 'task name="C"' }
const FORK = { g: 'parallelGateway' }

test('a diagram that says what it means is not spoken of', async () => {
  const text = drawn({ ...START, ...A, g: 'exclusiveGateway name="Again?" default="f2"', ...END }, [
    's > a',
    'a > g',
    'g > e',
    'g > a | = again | yes',
  ])

  expect(await found(text)).toEqual([])
})

test('branches that come together at a task are no join', async () => {
  const branches = ['s > g', 'g > a', 'g > b', 'c > e']

  expect(await found(drawn({ ...START, ...FORK, ...A, ...B, ...C, ...END }, [...branches, 'a > c', 'b > c']))).toEqual([
    ['flow.fake_join', 'c'],
  ])
  const joined = { ...START, ...FORK, ...A, ...B, j: 'parallelGateway', ...C, ...END }
  expect(await found(drawn(joined, [...branches, 'a > j', 'b > j', 'j > c']))).toEqual([])
})

test('ways of which one is gone may meet at a task, also within one branch', async () => {
  const text = drawn(
    {
      ...START,
      ...FORK,
      x: 'exclusiveGateway name="Which?" default="f4"',
      ...A,
      ...B,
      ...C,
      o: 'task name="Other"',
      j: 'parallelGateway',
      ...END,
    },
    ['s > g', 'g > x', 'g > o', 'x > a | = yes | yes', 'x > b', 'a > c', 'b > c', 'c > j', 'o > j', 'j > e'],
  )

  expect(await found(text)).toEqual([])
})

test('a gateway that decides nothing, and one that does two things', async () => {
  expect(await found(drawn({ ...START, ...FORK, ...END }, ['s > g', 'g > e']))).toEqual([
    ['flow.superfluous_gateway', 'g'],
  ])
  const both = { ...START, ...FORK, ...A, ...B, j: 'parallelGateway', ...C, o: 'task name="O"', ...END }
  expect(
    await found(drawn(both, ['s > g', 'g > a', 'g > b', 'a > j', 'b > j', 'j > c', 'j > o', 'c > e', 'o > e'])),
  ).toEqual([['flow.join_fork', 'j']])
})

test('several flows out of a task are a split that nobody sees', async () => {
  const text = drawn({ ...START, ...A, ...B, ...C, ...END, f: 'endEvent name="Other"' }, [
    's > a',
    'a > b',
    'a > c',
    'b > e',
    'c > f',
  ])

  expect(await found(text)).toEqual([['flow.implicit_split', 'a']])
})

test('two flows that say the same', async () => {
  const gateway = { ...START, g: 'exclusiveGateway name="?" default="f3"', ...A, ...END }

  expect(await found(drawn(gateway, ['s > g', 'g > a | = x | x', 'g > a | = x | x', 'g > e', 'a > e']))).toEqual([
    ['flow.duplicate_flow', 'f2'],
  ])
  expect(await found(drawn(gateway, ['s > g', 'g > a | = x | x', 'g > a | = y | y', 'g > e', 'a > e']))).toEqual([])
})

test('what a reader has to be told in words', async () => {
  const text = drawn(
    { ...START, g: 'exclusiveGateway default="f2"', t: 'userTask', e: 'endEvent', i: 'endEvent name=" "' },
    ['s > g', 'g > t | = x', 'g > i', 't > e'],
  )

  expect(await found(text)).toEqual(['g', 't', 'e', 'i', 'f1'].map(id => ['flow.label_missing', id]))
})

test('an element that is not in the diagram', async () => {
  const text = drawn({ ...START, ...A, ...END }, ['s > a', 'a > e'], { without: ['a'] })

  expect(await found(text)).toEqual([['flow.not_drawn', 'a']])
})

test('a text without a diagram is not looked at', async () => {
  const text = drawn({ ...START, ...FORK, e: 'endEvent' }, ['s > g', 'g > e'])

  expect(await found(text.replace(/<bpmndi:.*<\/bpmndi:BPMNDiagram>/s, ''))).toEqual([])
})

test('the recommended rules of the plugin are all of them, as warnings', () => {
  const names = Object.keys(lintPlugin.rules)

  expect(Object.entries(lintPlugin.configs.recommended.rules)).toEqual(names.map(name => [name, 'warn']))
})
