import { expect, test } from 'vitest'
import { readCaseFile } from '../../../metadata/case-file.ts'
import { runFlowCase, type FlowCase } from '../case.ts'
import { approval, END, flows, graphOf, START } from '../fixtures/compiled.ts'
import { caseFileText } from './case-file-text.ts'
import { inventedPeople } from './invented-people.ts'
import { simulateMany } from './simulate-many.ts'
import { Simulation } from './simulation.ts'

const environment = { evaluate: () => ({ outputs: null }) }
const organisation = { people: { fi: { position: 'fi' }, gm: { position: 'gm' } } }
const given = { starter: 'sr', organisation, variables: { amount: 5 } }

const SAMPLE = `${START}<exclusiveGateway id="big" default="big_end"/>${approval('ask', 'fi')}
<boundaryEvent id="late" attachedToRef="ask" cancelActivity="false"><timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition></boundaryEvent>
<scriptTask id="twice" jw:resultVariable="double"><script>amount * 2</script></scriptTask><endEvent id="reminded"/>${END}
${flows('start > big > ask > twice > end, big > end, late > reminded', { big_ask: 'amount &gt; 3' })}`

const sample = () => graphOf(SAMPLE)

test('it stops before each element, and says what was done since', async () => {
  const simulation = new Simulation(await sample(), { given, environment })

  const first = await simulation.begin('element')
  const second = await simulation.goOn('element')
  const third = await simulation.goOn('element')
  const rest = await simulation.goOn('element')

  expect([first, second, third].map(stop => stop.at === 'effect' && stop.element)).toEqual(['start', 'big', 'ask'])
  expect(second.did.map(each => each.do)).toContain('take')
  expect(rest.at).toBe('rest')
  expect(simulation.view()).toMatchObject({ open: { ask: ['fi'] }, path: ['start', 'big', 'ask'], tokens: ['ask'] })
})

test('it shows tokens and values in the middle of the first command', async () => {
  const simulation = new Simulation(await sample(), { given, environment })

  await simulation.begin('element')
  await simulation.goOn('element')

  expect(simulation.view()).toMatchObject({ tokens: ['big'], variables: { amount: 5 }, state: 'running', open: {} })
})

test('one effect at a time comes to the same end', async () => {
  const simulation = new Simulation(await sample(), { given, environment })
  let stops = 0
  for (let stop = await simulation.begin('effect'); stop.at === 'effect'; stop = await simulation.goOn('effect'))
    stops += 1

  expect(stops).toBeGreaterThan(10)
  expect(simulation.view().open).toEqual({ ask: ['fi'] })
})

test('it goes on until a breakpoint, which may be a sequence flow', async () => {
  const simulation = new Simulation(await sample(), { given, environment, breakpoints: ['twice', 'big_ask'] })

  expect(await simulation.begin()).toMatchObject({ at: 'effect', effect: { do: 'take', flows: ['big_ask'] } })
  expect(await simulation.goOn('breakpoint')).toMatchObject({ at: 'rest' })
  expect(await simulation.act({ complete: 'ask', by: 'fi' })).toMatchObject({ element: 'twice' })
  simulation.breakAt([])
  expect(await simulation.goOn('breakpoint')).toMatchObject({ at: 'rest' })
  expect(simulation.view()).toMatchObject({ outcome: 'end', variables: { double: 10 } })
})

test('nothing happens from outside while a step is not done', async () => {
  const simulation = new Simulation(await sample(), { given, environment })
  await simulation.begin('element')

  await expect(simulation.act({ advance: 'PT1H' })).rejects.toMatchObject({ code: 'flow.case_wrong' })
  expect(() => simulation.toCase({ key: 'x', title: 'x' })).toThrow(
    expect.objectContaining({ code: 'flow.case_wrong' }),
  )
})

test('what was simulated is kept as a case, and the case passes', async () => {
  const graph = await sample()
  const simulation = new Simulation(graph, { given, environment })
  await simulation.begin()
  await simulation.act({ advance: 'PT3H' })
  await simulation.act({ complete: 'ask', by: 'fi', outcome: 'approve' })

  const kept = JSON.parse(JSON.stringify(simulation.toCase({ key: 'kept', title: 'Kept' })))
  const result = await runFlowCase(graph, kept, environment)

  expect(kept.when).toEqual([{ advance: 'PT3H' }, { complete: 'ask', by: 'fi', outcome: 'approve' }])
  expect(kept.then.path).toContain('reminded')
  expect(JSON.parse(JSON.stringify(result))).toMatchObject(kept.then)
})

test('runs by chance are kept as a case file, in its canonical text, and all its cases pass', async () => {
  const graph = await sample()
  const cases = []
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const simulation = new Simulation(graph, { given, environment })
    await simulation.begin()
    const behaviour = { duration: ['PT30M', 'PT6H'] as const, outcomes: { ask: { approve: 1, reject: 1 } } }
    expect(await simulation.auto({ seed, behaviour })).toBe('over')
    cases.push(simulation.toCase({ key: `seed_${seed}`, title: `Seed ${seed}` }))
  }

  const text = caseFileText('sample', cases)

  const link = { source: () => ({}) as never, names: () => [], function: () => undefined, functionNames: () => [] }
  expect((await readCaseFile({ file: 'flows/sample.case.json', text }, link)).diagnostics).toEqual([])
  const read = JSON.parse(text) as { cases: (FlowCase & { then: object })[] }
  for (const each of read.cases) expect(await runFlowCase(graph, each, environment)).toMatchObject(each.then)
  expect(new Set(read.cases.map(each => JSON.stringify(each.when))).size).toBe(6)
})

test('a refused act is told to who did it, and the simulation goes on', async () => {
  const simulation = new Simulation(await sample(), { given, environment })
  await simulation.begin()

  await expect(simulation.act({ complete: 'ask', by: 'gm' })).rejects.toMatchObject({ code: 'task.not_yours' })
  expect(await simulation.act({ complete: 'ask', by: 'fi' })).toMatchObject({ at: 'rest' })
  expect(simulation.toCase({ key: 'x', title: 'x' }).when).toHaveLength(1)
})

test('by chance it goes to the end, and every element that was reached is known', async () => {
  const simulation = new Simulation(await sample(), { given, environment })
  await simulation.begin()

  const end = await simulation.auto({
    seed: 4,
    behaviour: { duration: ['PT1H', 'PT5H'], outcomes: { ask: { reject: 1 } } },
  })

  expect(end).toBe('over')
  expect(simulation.view().outcome).toBe('rejected')
  expect(simulation.view().reached['sample']).toEqual(
    expect.arrayContaining(['start', 'start_big', 'big', 'big_ask', 'ask']),
  )
})

test('the same seed gives the same distribution, another one another', async () => {
  const graph = await sample()
  const order = {
    runs: 60,
    given: { ...given, organisation: {} },
    environment: { ...environment, people: inventedPeople },
    behaviour: { outcomes: { ask: { approve: 3, reject: 1 } }, duration: ['PT1H', 'PT9H'] as const },
    flows: { big_ask: 2, big_end: 1 },
  }

  const [one, again, other] = [
    await simulateMany(graph, { ...order, seed: 1 }),
    await simulateMany(graph, { ...order, seed: 1 }),
    await simulateMany(graph, { ...order, seed: 2 }),
  ]

  expect(again).toEqual(one)
  expect(other).not.toEqual(one)
  expect(Object.values(one.outcomes).reduce((a, b) => a + b)).toBe(60)
  // Two in three are asked for, three in four of those approve.
  expect(one.tasks['ask']!.perRun).toBeGreaterThan(0.4)
  expect(one.tasks['ask']!.perRun).toBeLessThan(0.9)
  expect(one.outcomes['rejected']).toBeGreaterThan(0)
  expect(one.roles).toEqual({ fi: one.tasks['ask']!.opened })
  expect(one.reached['big_end']! + one.reached['big_ask']!).toBe(60)
  expect(one.duration!.most).toBeGreaterThan(one.duration!.p50)
})

test('a flow that never ends comes to its limit', async () => {
  const circle = await graphOf(
    `${START}<intermediateCatchEvent id="later"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></intermediateCatchEvent>
     <exclusiveGateway id="again" default="again_later"/>${END}${flows('start > later > again > later, again > end', { again_end: 'amount = 0' })}`,
  )

  const found = await simulateMany(circle, { runs: 2, seed: 1, given, environment, limits: { until: 'P10D' } })

  expect(found).toMatchObject({ outcomes: { unfinished: 2 }, duration: null })
})
