import { expect, test } from 'vitest'
import { END, START, flows, graphOf } from '../fixtures/compiled.ts'
import type { FlowGraph } from '../graph.ts'

const pass = (...ids: string[]) => ids.map(id => `<task id="${id}"/>`).join('')
const wait = (id: string) =>
  `<userTask id="${id}"><extensionElements><jw:assignment type="starter"/></extensionElements></userTask>`
const gateways = (type: string, ...ids: string[]) => ids.map(id => `<${type}Gateway id="${id}"/>`).join('')

const reachOf = ({ inclusiveJoins }: FlowGraph, join: string) =>
  Object.fromEntries(Object.entries(inclusiveJoins[join]!.reach).map(([at, flows]) => [at, [...flows].sort()]))

test('a position reaches the incoming flows that lie ahead of it', async () => {
  const graph = await graphOf(
    `${START}${gateways('inclusive', 'f', 'j')}${pass('a', 'b')}${END}${flows('start > f > a > j > end, f > b > j')}`,
  )

  expect(Object.keys(graph.inclusiveJoins)).toEqual(['j'])
  expect(reachOf(graph, 'j')).toEqual({
    start: ['a_j', 'b_j'],
    f: ['a_j', 'b_j'],
    a: ['a_j'],
    b: ['b_j'],
  })
})

test('what lies behind the join comes to it by a way back, but not through the join', async () => {
  const graph = await graphOf(
    `${START}${gateways('inclusive', 'j')}${pass('a', 'b')}<exclusiveGateway id="x" default="x_end"/>${END}
    ${flows('start > j > a > x > end, x > b > j', { x_b: '1 = 1' })}`,
  )

  expect(reachOf(graph, 'j')).toEqual({ start: ['start_j'], a: ['b_j'], x: ['b_j'], b: ['b_j'] })
})

test('a boundary event is a way out of its activity; a running subprocess stands for what is in it', async () => {
  const graph = await graphOf(
    `${START}${gateways('parallel', 'f')}${gateways('inclusive', 'j')}${wait('a')}<boundaryEvent id="late" attachedToRef="a"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
    <subProcess id="sub"><startEvent id="s"/>${pass('inner')}<endEvent id="e"/>${flows('s > inner > e')}</subProcess>${END}
    ${flows('start > f > a > end, late > j > end, f > sub > j')}`,
  )

  expect(reachOf(graph, 'j')).toEqual({
    start: ['late_j', 'sub_j'],
    f: ['late_j', 'sub_j'],
    a: ['late_j'],
    late: ['late_j'],
    sub: ['sub_j'],
  })
})

test('links and the targets of event-based gateways are ways like others', async () => {
  const link = (id: string, type: string) =>
    `<intermediate${type}Event id="${id}"><linkEventDefinition name="bridge"/></intermediate${type}Event>`
  const hour = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>'
  const graph = await graphOf(
    `${START}${gateways('parallel', 'f')}${gateways('inclusive', 'j')}${gateways('eventBased', 'g')}${link('jump', 'Throw')}${link('land', 'Catch')}
    <intermediateCatchEvent id="t">${hour}</intermediateCatchEvent><intermediateCatchEvent id="u">${hour}</intermediateCatchEvent>${END}
    ${flows('start > f > jump, land > j > end, f > g > t > j, g > u > end')}`,
  )

  expect(reachOf(graph, 'j')).toEqual({
    start: ['land_j', 't_j'],
    f: ['land_j', 't_j'],
    jump: ['land_j'],
    land: ['land_j'],
    g: ['t_j'],
    t: ['t_j'],
  })
})

test('a join inside of a subprocess knows positions of that subprocess only', async () => {
  const graph = await graphOf(
    `${START}<subProcess id="sub"><startEvent id="s"/>${gateways('inclusive', 'f', 'j')}${pass('a', 'b')}<endEvent id="e"/>${flows('s > f > a > j > e, f > b > j')}</subProcess>${END}${flows('start > sub > end')}`,
  )

  expect(Object.keys(reachOf(graph, 'j')).sort()).toEqual(['a', 'b', 'f', 's'])
})
