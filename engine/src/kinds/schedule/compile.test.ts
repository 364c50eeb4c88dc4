import { expect, test } from 'vitest'
import { compileFixture, testAllCodes, testFaults, type FaultRow } from '../../../../tests/support/definition-faults.ts'
import { visitPack } from '../../../../tests/support/visit-pack.ts'
import type { CallableSignature } from '../../metadata/linker.ts'
import weekly from './fixtures/weekly.schedule.json' with { type: 'json' }
import type { ScheduleModel } from './schedule-model.ts'

const signature = (name: string, effect: CallableSignature['effect']): CallableSignature => ({
  name,
  title: name,
  effect,
  input: {
    type: 'object',
    required: ['room'],
    properties: {
      room: { type: 'string', enum: ['kitchen', 'hall'] },
      day: { type: 'string', format: 'date' },
      people: { type: 'array', items: { type: 'string' } },
      times: { type: ['integer', 'null'] },
    },
  },
  output: { type: 'object' },
  run: () => ({}),
})
const functions = [signature('house.tidy', 'transactional'), signature('house.count', 'pure')]

const flow = (name: string, start: string) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:jw="urn:jingwei:bpmn:1" id="d" targetNamespace="urn:x">
  <process id="${name}" name="x" isExecutable="true">
    ${start}
    <endEvent id="done" name="done" />
    <sequenceFlow id="f1" sourceRef="begin" targetRef="done" />
  </process>
</definitions>`
const trigger = '<extensionElements><jw:trigger type="record" entity="visit" on="create"/></extensionElements>'

const path = 'schedules/weekly.schedule.json'
const files = {
  ...visitPack,
  [path]: weekly,
  'flows/stocktake.bpmn': flow('stocktake', '<startEvent id="begin" name="begin"/>'),
  'flows/on_visit.bpmn': flow('on_visit', `<startEvent id="begin" name="begin">${trigger}</startEvent>`),
}

test('a schedule says when and what, with its inputs compiled', async () => {
  const { compiled, diagnostics } = await compileFixture(files, functions)

  const model = compiled.get('fixture/schedule/weekly')!.compiled as ScheduleModel

  expect(diagnostics).toEqual([])
  expect(model).toMatchObject({
    when: { type: 'cron', pattern: '30 8 * * 1-5' },
    workingDaysOnly: true,
    catchUp: 'skip',
    active: true,
  })
  expect(model.run).toMatchObject({
    function: 'house.tidy',
    inputs: [{ value: { literal: 'kitchen' } }, { value: { expression: { text: 'today' } } }, {}, {}],
  })
})

const rows: FaultRow[] = [
  { code: 'schedule.one_of', put: '/when', wrong: {}, right: { every: 'P1W' } },
  { code: 'schedule.one_of', put: '/when', wrong: { cron: '0 8 * * *', every: 'P1D' }, right: { every: 'PT90M' } },
  { code: 'schedule.one_of', put: '/run', wrong: {}, right: { flow: 'stocktake' } },
  { code: 'schedule.wrong_key', put: '/when/from', wrong: '2026-01-05T08:00:00Z' },
  { code: 'schedule.invalid_cron', put: '/when/cron', wrong: '0 25 * * *', right: '0 23 * * *' },
  { code: 'schedule.invalid_cron', put: '/when/cron', wrong: '* * * * * *', right: '* * * * *' },
  { code: 'schedule.never_due', put: '/when/cron', wrong: '0 0 31 2 *', right: '0 0 29 2 *' },
  ...['PT30S', 'P1M', 'P1DT2H', '-P1D', 'soon'].map((every): FaultRow => ({
    code: 'schedule.invalid_every',
    put: '/when',
    wrong: { every },
    at: '/when/every',
    right: { every: 'P2D' },
  })),
  {
    code: 'schedule.invalid_from',
    put: '/when',
    wrong: { every: 'P1D', from: '2026-01-05' },
    at: '/when/from',
    right: { every: 'P1D', from: '2026-01-05T08:00:00+08:00' },
  },
  { code: 'schedule.unknown_function', put: '/run/function', wrong: 'house.tdy', nearest: 'house.tidy' },
  { code: 'schedule.pure_function', put: '/run/function', wrong: 'house.count' },
  { code: 'schedule.missing_input', put: '/run/inputs', wrong: {}, at: '/run', right: { room: 'hall' } },
  { code: 'schedule.unknown_input', put: '/run/inputs/peopl', wrong: ['a'], nearest: 'people' },
  { code: 'schedule.wrong_input', put: '/run/inputs/room', wrong: 'cellar', right: 'hall' },
  { code: 'schedule.wrong_input', put: '/run/inputs/people', wrong: [1], right: [] },
  { code: 'schedule.wrong_input', put: '/run/inputs/times', wrong: '2', right: null },
  { code: 'expression.wrong_result', put: '/run/inputs/day', wrong: '=now', right: '=today' },
  {
    code: 'schedule.unknown_flow',
    put: '/run',
    wrong: { flow: 'stocktak' },
    at: '/run/flow',
    right: { flow: 'stocktake' },
  },
  {
    code: 'schedule.flow_needs_record',
    put: '/run',
    wrong: { flow: 'on_visit' },
    at: '/run/flow',
    right: { flow: 'stocktake' },
  },
  {
    code: 'schedule.wrong_key',
    put: '/run',
    wrong: { flow: 'stocktake', inputs: {} },
    at: '/run/inputs',
    right: { flow: 'stocktake' },
  },
]

testFaults({ files, path, rows, functions })
testAllCodes(new URL('./', import.meta.url), 'schedule', rows)
