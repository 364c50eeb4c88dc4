import { expect, test } from 'vitest'
import { plainWeek, type WorkingCalendar } from '../../../base/working-calendar/index.ts'
import { runFlowCase, type FlowCase } from '../case.ts'
import { FlowWorld } from '../memory/flow-world.ts'
import { approval, compileText, END, flows, flowText, graphOf, START } from '../fixtures/compiled.ts'

/** In 2026 nobody works from Tuesday the 6th to Thursday the 8th. */
const china: WorkingCalendar = {
  ...plainWeek,
  name: 'china',
  years: { 2026: { notice: '', holidays: ['2026-01-06', '2026-01-07', '2026-01-08'], workdays: [] } },
}
const organisation = { people: { a: {}, b: {} } }

/** Monday, 2026-01-05, 9:00 in Shanghai. */
const run = async (body: string, when: FlowCase['when'], calendars: Record<string, WorkingCalendar> = { china }) =>
  runFlowCase(
    await graphOf(body),
    { key: 'x', when: when!, given: { starter: 'b', organisation } },
    { evaluate: () => ({ outputs: null }), calendar: name => calendars[name] ?? null },
  )

const remind = (timer: string) =>
  `${START}${approval('t', 'a')}<boundaryEvent id="late" attachedToRef="t" cancelActivity="false"><timerEventDefinition jw:calendar="china">${timer}</timerEventDefinition></boundaryEvent>
  <sendTask id="note" jw:function="notice.send"><extensionElements><jw:input name="to" value='=["a"]'/><jw:input name="text" value="hello"/></extensionElements></sendTask><endEvent id="told"/>${END}${flows('start > t > end, late > note > told')}`

test('a timer with a calendar leaves out nights, holidays and weekends', async () => {
  const body = remind('<timeDuration>PT10H</timeDuration>')

  expect((await run(body, [{ advance: 'PT95H' }])).calls).toHaveLength(0)
  // Friday the 9th, 11:00.
  expect((await run(body, [{ advance: 'PT98H' }])).calls).toHaveLength(1)
})

test('a cycle with a calendar comes on each working day', async () => {
  const { calls } = await run(remind('<timeCycle>R/P1D</timeCycle>'), [{ advance: 'P9D' }])

  // On the 9th, 12th, 13th and 14th.
  expect(calls).toHaveLength(4)
})

test('a cycle whose calendar is removed stops with an incident that says so', async () => {
  const graph = await graphOf(remind('<timeCycle>R/P1D</timeCycle>'))
  let asked = 0
  const calendar = () => (asked++ === 0 ? china : null)

  const result = await runFlowCase(
    graph,
    { key: 'x', when: [{ advance: 'P5D' }], given: { starter: 'b', organisation } },
    { evaluate: () => ({ outputs: null }), calendar },
  )

  expect(result.incidents).toEqual([{ element: 'late', code: 'flow.calendar_unknown' }])
  expect(result.waiting).toEqual([])
})

test('a calendar that is not there is an incident, not a deadline without it', async () => {
  const result = await run(remind('<timeDuration>PT10H</timeDuration>'), [], {})

  expect(result.incidents).toEqual([{ element: expect.any(String), code: 'flow.calendar_unknown' }])
})

test('texts that working time can not have are refused when the flow is checked', async () => {
  const timer = await compileText(flowText(remind('<timeDuration>P1M</timeDuration>')))
  expect(timer.diagnostics.map(each => [each.code, each.elementId])).toEqual([['flow.timer_invalid', 'late']])

  const due = (settings: string) =>
    compileText(
      flowText(
        `${START}${approval('t', 'a').replace('jw:kind', `${settings} jw:kind`)}${END}${flows('start > t > end')}`,
      ),
    )
  expect((await due('jw:due="P1M" jw:calendar="china"')).diagnostics.map(each => each.code)).toEqual([
    'flow.timer_invalid',
  ])
  expect((await due('jw:due="P1M"')).diagnostics).toEqual([])
})

test('a task is due in working time, and a deadline past the last known year says so', async () => {
  const due = async (text: string) => {
    const task = approval('t', 'a').replace('jw:kind', `jw:due="${text}" jw:calendar="china" jw:kind`)
    const world = new FlowWorld({ calendar: () => china, organisation })
    world.deploy(await graphOf(`${START}${task}${END}${flows('start > t > end')}`))
    const { dueAt, dueBeyondCalendar } = world.runs.get(await world.start('sample')).running.state.tasks.all()[0]!
    return { dueAt, dueBeyondCalendar }
  }

  expect(await due('P1D')).toEqual({ dueAt: '2026-01-09T01:00:00.000Z', dueBeyondCalendar: false })
  expect(await due('P300D')).toMatchObject({ dueBeyondCalendar: true })
})
