import { expect, test } from 'vitest'
import { runFlowCase, type FlowCase, type FlowCaseEnvironment } from '../case.ts'
import { END, RECORD_START, START, approval, flows, graphOf } from '../fixtures/compiled.ts'

const organisation = { people: { a: {}, b: {}, c: {}, d: {} } }
const nothing: FlowCaseEnvironment = { evaluate: () => ({ outputs: null }) }

async function run(
  body: string,
  rest: Partial<FlowCase> & { record?: Record<string, unknown> } = {},
  environment = nothing,
) {
  const given = { starter: 'd', organisation, ...(rest.record && { record: rest.record }), ...rest.given }
  return runFlowCase(await graphOf(body), { key: 'x', ...(rest.when && { when: rest.when }), given }, environment)
}

const script = (id: string, text: string) =>
  `<scriptTask id="${id}" jw:resultVariable="${id}"><script>${text}</script></scriptTask>`
const send = (id: string, to = '=["a"]') =>
  `<sendTask id="${id}" jw:function="notice.send"><extensionElements><jw:input name="to" value='${to}'/><jw:input name="text" value="hello"/></extensionElements></sendTask>`
const timerAt = (id: string, host: string, timer: string, settings = '') =>
  `<boundaryEvent id="${id}" attachedToRef="${host}" ${settings}><timerEventDefinition>${timer}</timerEventDefinition></boundaryEvent>`
const BESIDE = 'cancelActivity="false"'

test('an exclusive gateway takes the first true condition in the order of the text', async () => {
  const gateway = (value: string) =>
    run(`${START}${script('x', value)}<exclusiveGateway id="g" default="g_low"/><endEvent id="high"/><endEvent id="middle"/><endEvent id="low"/>
      ${flows('start > x > g > high, g > middle, g > low', { g_high: 'x > 10', g_middle: 'x > 5' })}`)

  expect((await gateway('11')).outcome).toBe('high')
  expect((await gateway('6')).outcome).toBe('middle')
  expect((await gateway('5')).outcome).toBe('low')
})

test('a condition on an empty value chooses no way: an incident', async () => {
  const result = await run(
    `${RECORD_START}<exclusiveGateway id="g" default="g_end"/><endEvent id="big"/>${END}${flows('start > g > big, g > end', { g_big: 'record.amount > 5' })}`,
    { record: { amount: null } },
  )

  expect(result).toMatchObject({ state: 'incident', incidents: [{ element: 'g', code: 'flow.condition_not_boolean' }] })
})

const FORK = `<parallelGateway id="fork"/><parallelGateway id="join"/>`

test('a parallel join waits for every branch', async () => {
  const body = `${START}${FORK}${approval('t1', 'a')}${approval('t2', 'b')}${END}${flows('start > fork > t1 > join > end, fork > t2 > join')}`

  expect((await run(body)).open).toEqual({ t1: ['a'], t2: ['b'] })
  expect((await run(body, { when: [{ complete: 't1', by: 'a' }] })).open).toEqual({ t2: ['b'] })
  expect((await run(body, { when: 'approve_all' })).outcome).toBe('end')
})

test('a parallel join counts flows, not tokens: two tokens on one flow do not fire it', async () => {
  const body = `${START}<parallelGateway id="split"/>${FORK.replace('<parallelGateway id="fork"/>', '')}<exclusiveGateway id="merge"/>${approval('slow', 'a')}${END}
    ${flows('start > split > merge > join > end, split > merge2 > merge, split > slow > join')}<exclusiveGateway id="merge2"/>`

  const before = await run(body)
  expect(before).toMatchObject({ state: 'running', open: { slow: ['a'] } })
  expect(before.path.filter(id => id === 'join')).toEqual([])

  const after = await run(body, { when: 'approve_all' })
  expect(after.path.filter(id => id === 'join')).toEqual(['join'])
  expect(after).toMatchObject({ state: 'running' })
})

test('two flows into a task run it twice', async () => {
  const body = `${START}<parallelGateway id="fork"/>${approval('t', 'a')}${END}<exclusiveGateway id="way"/>${flows('start > fork > t > end, fork > way > t')}`

  expect((await run(body, { when: 'approve_all' })).approvals).toEqual([['a'], ['a']])
})

test('several unconditional flows out of a task are a parallel split, conditional ones an inclusive one with default', async () => {
  const split = (value: string) =>
    run(`${START}${script('x', value).replace('id="x"', 'id="x" default="x_none"')}${approval('always', 'a')}${approval('big', 'b')}${approval('huge', 'c')}<endEvent id="none"/>
      ${flows('start > x > big, x > huge, x > none', { x_big: 'x > 10', x_huge: 'x > 100' })}${flows('start > always')}`)

  expect((await split('200')).open).toEqual({ big: ['b'], huge: ['c'], always: ['a'] })
  expect((await split('20')).open).toEqual({ big: ['b'], always: ['a'] })
  expect((await split('1')).path).toContain('none')
})

test('a terminate end cancels everything else', async () => {
  const body = `${START}<parallelGateway id="fork"/>${approval('t1', 'a')}${approval('t2', 'b')}<endEvent id="stop"><terminateEventDefinition/></endEvent>${END}
    ${flows('start > fork > t1 > stop, fork > t2 > end')}`

  expect(await run(body, { when: [{ complete: 't1', by: 'a' }] })).toMatchObject({
    outcome: 'stop',
    state: 'ended',
    open: {},
  })
})

test('the run ends with its last token, and its outcome is the end event reached last', async () => {
  const body = `${START}<parallelGateway id="fork"/>${approval('t', 'a')}<endEvent id="first"/>${END}${flows('start > fork > first, fork > t > end')}`

  expect(await run(body)).toMatchObject({ outcome: null, state: 'running' })
  expect(await run(body, { when: 'approve_all' })).toMatchObject({ outcome: 'end', state: 'ended' })
})

test('a path without end event may just stop', async () => {
  expect(await run(`${START}${script('x', '1')}${flows('start > x')}`)).toMatchObject({ state: 'ended', outcome: null })
})

test('a business rule task keeps the outputs in its variable', async () => {
  const rules =
    '<businessRuleTask id="r" jw:ruleSet="authority" jw:resultVariable="authority"><extensionElements><jw:input name="amount" value="=record.amount * 2"/><jw:input name="days" value="=record.days"/></extensionElements></businessRuleTask>'
  const asked: unknown[] = []
  const environment: FlowCaseEnvironment = {
    evaluate: (ruleSet, inputs) => {
      asked.push([ruleSet, inputs])
      return { outputs: { level: 3 } }
    },
  }
  const result = await run(
    `${RECORD_START}${rules}<exclusiveGateway id="g" default="g_low"/><endEvent id="high"/><endEvent id="low"/>${flows('start > r > g > high, g > low', { g_high: 'authority.level >= 3' })}`,
    { record: { amount: '100.50', days: 30 } },
    environment,
  )

  expect(asked).toEqual([['authority', { amount: '201', days: 30 }]])
  expect(result).toMatchObject({ outcome: 'high', variables: { authority: { level: 3 } } })
})

test('a service task calls its function with the record of the run', async () => {
  const body = `${RECORD_START}<serviceTask id="s" jw:function="record.transition"><extensionElements><jw:input name="transition" value="submit"/></extensionElements></serviceTask>${END}${flows('start > s > end')}`

  const result = await run(
    body,
    { record: { status: 'draft' } },
    {
      ...nothing,
      call: (_name, input, record) => Object.assign(record, { status: input.transition }),
    },
  )

  expect(result.calls).toEqual([
    { function: 'record.transition', input: { entity: 'contract', id: 'record', transition: 'submit' } },
  ])
})

test('expressions see the record as the last call left it', async () => {
  const body = `${RECORD_START}<serviceTask id="s" jw:function="record.transition"><extensionElements><jw:input name="transition" value="submit"/></extensionElements></serviceTask>${script('x', 'record.title')}${END}${flows('start > s > x > end')}`

  const result = await run(
    body,
    { record: { title: 'old' } },
    { ...nothing, call: (_n, _i, record) => Object.assign(record, { title: 'new' }) },
  )

  expect(result.variables).toEqual({ x: 'new' })
})

test('an intermediate timer waits once', async () => {
  const body = `${START}<intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></intermediateCatchEvent>${END}${flows('start > wait > end')}`

  expect((await run(body, { when: [{ advance: 'PT23H' }] })).outcome).toBeNull()
  expect((await run(body, { when: [{ advance: 'P1D' }] })).outcome).toBe('end')
})

test('a non-interrupting cycle at the boundary fires until its count is used up, beside the activity', async () => {
  const body = `${START}${approval('t', 'a b')}${timerAt('remind', 't', '<timeCycle>R3/PT24H</timeCycle>', BESIDE)}${send('note', '=task.open_participants')}<endEvent id="told"/>${END}${flows('start > t > end, remind > note > told')}`

  const twice = await run(body, { when: [{ advance: 'PT24H' }, { complete: 't', by: 'a' }, { advance: 'PT24H' }] })
  expect(twice.calls.map(c => c.input.to)).toEqual([['a', 'b'], ['b']])

  const all = await run(body, { when: [{ advance: 'P10D' }] })
  expect(all.calls).toHaveLength(3)
  expect(all).toMatchObject({ state: 'running', open: { t: ['a', 'b'] } })
})

test('the timers of an activity end with it', async () => {
  const body = `${START}${approval('t', 'a')}${timerAt('remind', 't', '<timeCycle>R/PT1H</timeCycle>', BESIDE)}${send('note')}${END}${approval('next', 'b')}${flows('start > t > next > end, remind > note')}`

  const result = await run(body, { when: [{ complete: 't', by: 'a' }, { advance: 'P1D' }] })

  expect(result.calls).toEqual([])
})

test('an interrupting timer cancels the activity, and only the first occurrence of a cycle counts', async () => {
  const body = `${START}${approval('t', 'a')}${timerAt('late', 't', '<timeCycle>R3/PT1H</timeCycle>')}${send('note')}<endEvent id="over"/>${END}${flows('start > t > end, late > note > over')}`

  const result = await run(body, { when: [{ advance: 'P1D' }] })

  expect(result).toMatchObject({ outcome: 'over', open: {}, path: ['start', 't', 'late', 'note', 'over'] })
  expect(result.calls).toHaveLength(1)
})

test('a timer may be calculated, and one that can not be read is an incident', async () => {
  const body = `${RECORD_START}${approval('t', 'a')}${timerAt('due', 't', '<timeDate>=record.valid_from</timeDate>')}${END}<endEvent id="over"/>${flows('start > t > end, due > over')}`

  expect((await run(body, { record: { valid_from: '2026-01-07' }, when: [{ advance: 'P2D' }] })).outcome).toBe('over')
  expect((await run(body, { record: { valid_from: null } })).incidents).toEqual([
    { element: 't', code: 'flow.timer_invalid' },
  ])
})

test('a circle that never waits is stopped', async () => {
  const body = `${START}<exclusiveGateway id="g" default="g_x"/>${script('x', '1')}${END}${flows('start > g > end, g > x > g', { g_end: 'false' })}`

  await expect(run(body)).rejects.toMatchObject({ code: 'flow.never_rests' })
})

test('a priority that is no whole number is an incident; where none is given it is the usual one', async () => {
  const ranked = approval('t', 'a').replace('<userTask', '<userTask jw:priority="=record.amount"')
  const body = `${RECORD_START}${ranked}${END}${flows('start > t > end')}`

  expect((await run(body, { record: { amount: '1.5' } })).incidents).toEqual([
    { element: 't', code: 'flow.priority_invalid' },
  ])
  expect((await run(body, { record: { amount: null } })).open).toEqual({ t: ['a'] })
  expect((await run(body, { record: { amount: '70' } })).open).toEqual({ t: ['a'] })
})
