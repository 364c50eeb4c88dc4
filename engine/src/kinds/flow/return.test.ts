import { expect, test } from 'vitest'
import { runFlowCase, type CaseStep } from './case.ts'
import { END, START, approval, flows, graphOf } from './fixtures/compiled.ts'

const organisation = { people: { a: {}, b: {}, c: {}, d: {}, sr: {} } }
const nothing = { evaluate: () => ({ outputs: null }) }
const REVISE = '<userTask id="revise"><extensionElements><jw:assignment type="starter"/></extensionElements></userTask>'

const run = async (body: string, when: CaseStep[]) =>
  runFlowCase(await graphOf(body), { key: 'x', given: { starter: 'sr', organisation }, when }, nothing)

const back = (element: string, by: string): CaseStep => ({ complete: element, by, outcome: 'return', opinion: 'again' })

test('a return cancels the current work and begins anew at the target', async () => {
  const body = `${START}${approval('t1', 'a')}${approval('t2', 'b', 'returnTo="revise"')}${REVISE}${END}${flows('start > t1 > t2 > end, revise > t1')}`

  const returned = await run(body, [{ complete: 't1', by: 'a' }, back('t2', 'b')])
  expect(returned).toMatchObject({ state: 'running', open: { revise: ['sr'] } })

  const again = await run(body, [{ complete: 't1', by: 'a' }, back('t2', 'b'), { complete: 'revise', by: 'sr' }])
  expect(again.open).toEqual({ t1: ['a'] })
})

test('a return to before a parallel split takes all branches and the tokens at the join along', async () => {
  const body = `${START}<parallelGateway id="fork"/><parallelGateway id="join"/>${approval('t1', 'a', 'returnTo="revise"')}${approval('t2', 'b')}${approval('t3', 'c')}${REVISE}${END}
    ${flows('start > merge > fork > t1 > join > end, fork > t2 > join, fork > t3 > join, revise > merge')}<exclusiveGateway id="merge"/>`

  const returned = await run(body, [{ complete: 't2', by: 'b' }, back('t1', 'a')])
  expect(returned.open).toEqual({ revise: ['sr'] })

  const again = await run(body, [
    { complete: 't2', by: 'b' },
    back('t1', 'a'),
    { complete: 'revise', by: 'sr' },
    { complete: 't1', by: 'a' },
    { complete: 't3', by: 'c' },
  ])
  expect(again).toMatchObject({ state: 'running', open: { t2: ['b'] } })
})

test('a return within one parallel branch leaves the others alone, their tokens at the join too', async () => {
  const body = `${START}<parallelGateway id="fork"/><parallelGateway id="join"/>${approval('a1', 'a')}${approval('a2', 'b', 'returnTo="a1"')}${approval('b1', 'c')}${approval('c1', 'd')}${END}
    ${flows('start > fork > a1 > a2 > join > end, fork > b1 > join, fork > c1 > join')}`
  const steps: CaseStep[] = [{ complete: 'b1', by: 'c' }, { complete: 'a1', by: 'a' }, back('a2', 'b')]

  expect((await run(body, steps)).open).toEqual({ c1: ['d'], a1: ['a'] })

  const finished = await run(body, [
    ...steps,
    { complete: 'a1', by: 'a' },
    { complete: 'a2', by: 'b' },
    { complete: 'c1', by: 'd' },
  ])
  expect(finished).toMatchObject({ outcome: 'end', state: 'ended', open: {} })
})

test('a return of an all-approval leaves no task and no double of its people', async () => {
  const body = `${START}${approval('t1', 'a')}${approval('t2', 'b c d', 'returnTo="t1"')}${END}${flows('start > t1 > t2 > end')}`

  const again = await run(body, [
    { complete: 't1', by: 'a' },
    { complete: 't2', by: 'c' },
    back('t2', 'b'),
    { complete: 't1', by: 'a' },
  ])

  expect(again.open).toEqual({ t2: ['b', 'c', 'd'] })
})

test('a rejection may lead to an element', async () => {
  const body = `${START}${approval('t1', 'a', 'rejectTo="refused"')}<endEvent id="refused"/>${END}${flows('start > t1 > end')}`

  expect(await run(body, [{ complete: 't1', by: 'a', outcome: 'reject' }])).toMatchObject({
    outcome: 'refused',
    state: 'ended',
  })
})

test('a timer path beside a returned task goes with it', async () => {
  const wait =
    '<intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></intermediateCatchEvent>'
  const timer =
    '<boundaryEvent id="b" attachedToRef="t1" cancelActivity="false"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>'
  const body = `${START}${approval('t1', 'a', 'returnTo="revise"')}${timer}${wait}<endEvent id="late"/>${REVISE}${END}${flows('start > t1 > end, b > wait > late, revise > t1')}`

  const result = await run(body, [{ advance: 'PT2H' }, back('t1', 'a'), { advance: 'P2D' }])

  expect(result.path).not.toContain('late')
})
