import { expect, test } from 'vitest'
import { END, START, approval, compileText, flowText, flows } from '../fixtures/compiled.ts'

const set = (id: string, name: string) =>
  `<scriptTask id="${id}" jw:resultVariable="${name}"><script>1</script></scriptTask>`
const read = (id: string, name: string) =>
  `<scriptTask id="${id}" jw:resultVariable="${id}_result"><script>${name} + 1</script></scriptTask>`

/** Ids of the places that may read a variable too early. */
async function tooEarly(body: string): Promise<(string | undefined)[]> {
  const { diagnostics } = await compileText(flowText(body))
  expect(diagnostics.filter(each => each.code !== 'flow.variable_maybe_unset')).toEqual([])
  expect(diagnostics.every(each => each.severity === 'warning')).toBe(true)
  return diagnostics.map(each => each.elementId)
}

test('a variable that is set on every way is right', async () => {
  const found = await tooEarly(`${START}${set('a', 'x')}${read('b', 'x')}${END}${flows('start > a > b > end')}`)

  expect(found).toEqual([])
})

test('one way without it is too many', async () => {
  const found = await tooEarly(
    `${START}<exclusiveGateway id="g" default="g_m"/>${set('a', 'x')}<exclusiveGateway id="m"/>${read('b', 'x')}${END}
    ${flows('start > g > a > m > b > end, g > m', { g_a: 'today > date("2026-01-01")' })}`,
  )

  expect(found).toEqual(['b'])
})

test('behind a join of parallel branches one branch that sets it is enough; beside that branch it is not', async () => {
  const found = await tooEarly(
    `${START}<parallelGateway id="fork"/>${set('a', 'x')}${read('b', 'x')}<parallelGateway id="join"/>${read('c', 'x')}${END}
    ${flows('start > fork > a > join > c > end, fork > b > join')}`,
  )

  expect(found).toEqual(['b'])
})

test('a timer fires before its task has a result', async () => {
  const ask = approval('a', 'x').replace('<userTask', '<userTask jw:resultVariable="asked"')
  const timer =
    '<boundaryEvent id="late" attachedToRef="a"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>'
  const remind = '<scriptTask id="b" jw:resultVariable="c"><script>asked.outcome</script></scriptTask>'
  const found = await tooEarly(`${START}${ask}${timer}${remind}${END}${flows('start > a > end, late > b > end')}`)

  expect(found).toEqual(['b'])
})

test('the condition of a flow out of the element that sets it may read it', async () => {
  const found = await tooEarly(
    `${START}${set('a', 'x')}<exclusiveGateway id="g" default="g_end"/>${read('b', 'x')}${END}
    ${flows('start > a > g > b > end, g > end', { g_b: 'x > 1' })}`,
  )

  expect(found).toEqual([])
})

test('a circle that sets a variable behind the place that reads it is not seen as set', async () => {
  const found = await tooEarly(
    `${START}<exclusiveGateway id="m"/>${read('b', 'x')}${set('a', 'x')}<exclusiveGateway id="g" default="g_end"/>${END}
    ${flows('start > m > b > a > g > m, g > end', { g_m: 'x > 1' })}`,
  )

  expect(found).toEqual(['b'])
})

test('of a circle without a way out the first element is named', async () => {
  const { diagnostics } = await compileText(
    flowText(`${START}<exclusiveGateway id="m"/>${set('a', 'x')}${set('b', 'y')}${flows('start > m > a > b > m')}`),
  )

  expect(diagnostics.map(each => [each.code, each.elementId])).toEqual([['flow.no_way_to_end', 'start']])
})
