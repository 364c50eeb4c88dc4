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

const sub = (id: string, inside: string, more = '') =>
  `<subProcess id="${id}">${more}<startEvent id="${id}_s"/>${inside}<endEvent id="${id}_e"/></subProcess>`
const mapped = (id: string, mappings: string, inside = '') =>
  `<subProcess id="${id}"><extensionElements>${mappings}</extensionElements><startEvent id="${id}_s"/>${inside}<endEvent id="${id}_e"/></subProcess>`

test('what every path inside of a subprocess sets is set behind it', async () => {
  const every = sub('sub', `${set('a', 'x')}${flows('sub_s > a > sub_e')}`)
  const some = sub(
    'sub',
    `${set('a', 'x')}<exclusiveGateway id="g" default="g_sub_e"/>${flows('sub_s > g > a > sub_e, g > sub_e', { g_a: '1 = 2' })}`,
  )
  const behind = `${read('b', 'x')}${END}${flows('start > sub > b > end')}`

  expect(await tooEarly(`${START}${every}${behind}`)).toEqual([])
  expect(await tooEarly(`${START}${some}${behind}`)).toEqual(['b'])
})

test('a value that is mapped in is there inside, and gone behind', async () => {
  const inner = `${read('i', 'x')}${flows('sub_s > i > sub_e')}`
  const found = await tooEarly(
    `${START}${mapped('sub', '<jw:inputMapping name="x" value="=1"/>', inner)}${read('b', 'x')}${END}${flows('start > sub > b > end')}`,
  )

  expect(found).toEqual(['b'])
})

test('a value that is mapped out may read what the activity has set, and is there behind', async () => {
  const task = `<scriptTask id="a" jw:resultVariable="raw"><extensionElements><jw:outputMapping name="x" value="=raw * 2"/></extensionElements><script>1</script></scriptTask>`
  const found = await tooEarly(`${START}${task}${read('b', 'x')}${END}${flows('start > a > b > end')}`)

  expect(found).toEqual([])
})

test('an event subprocess may begin before anything is set', async () => {
  const told = `<subProcess id="on" triggeredByEvent="true"><startEvent id="on_s"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></startEvent>${read('i', 'x')}<endEvent id="on_e"/>${flows('on_s > i > on_e')}</subProcess>`
  const found = await tooEarly(`${START}${set('a', 'x')}${told}${END}${flows('start > a > end')}`)

  expect(found).toEqual(['i'])
})

test('the counters and the item of a loop are there inside of it', async () => {
  const loop =
    '<multiInstanceLoopCharacteristics jw:collection="=[1, 2]" jw:elementVariable="item"><completionCondition>=nrOfCompletedInstances &gt; loopCounter + item</completionCondition></multiInstanceLoopCharacteristics>'
  const found = await tooEarly(
    `${START}<scriptTask id="a" jw:resultVariable="x">${loop}<script>item + loopCounter</script></scriptTask>${END}${flows('start > a > end')}`,
  )

  expect(found).toEqual([])
})

test('more variables than a machine word has bits', async () => {
  const names = Array.from({ length: 70 }, (_, i) => `v${i}`)
  const setters = names.map(name => set(`set_${name}`, name)).join('')
  const chain = names.map(name => `set_${name}`).join(' > ')
  const body = `${START}${setters}${read('early', names[69]!)}${read('late', `sum([${names.join(', ')}])`)}${END}`

  expect(await tooEarly(`${body}${flows(`start > early > ${chain} > late > end`)}`)).toEqual(['early'])
})
