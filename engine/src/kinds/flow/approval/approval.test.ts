import { expect, test } from 'vitest'
import { runFlowCase, type CaseStep, type FlowCase } from '../case.ts'
import { END, START, approval, flows, graphOf } from '../fixtures/compiled.ts'
import type { Organisation } from '../memory/organisation.ts'

const organisation: Organisation = {
  units: {
    company: { type: 'company', head: 'gm' },
    east: { type: 'region', parent: 'company', head: 'rd' },
    shanghai: { type: 'area', parent: 'east', head: 'sm' },
    empty: { type: 'area', parent: 'east' },
  },
  people: {
    sr: { unit: 'shanghai', position: 'sr' },
    sm: { unit: 'shanghai', position: 'sm' },
    rd: { unit: 'east', position: 'rd' },
    gm: { unit: 'company', position: 'gm' },
    pc: { unit: 'company', position: 'pc' },
    fi: { unit: 'company', position: 'fi', roles: ['finance'] },
    gone: { unit: 'company', position: 'pc', active: false },
    admin: { unit: 'company', roles: ['platform_admin'] },
  },
}
const environment = { evaluate: () => ({ outputs: null }) }

interface Sample {
  who: string
  settings?: string
  starter?: string
  when?: FlowCase['when']
}

async function run({ who, settings = '', starter = 'sr', when = [] }: Sample) {
  const graph = await graphOf(`${START}${approval('a', who, settings)}${END}${flows('start > a > end')}`)
  return runFlowCase(graph, { key: 'x', given: { starter, organisation }, when }, environment)
}

const by = (person: string, outcome: 'approve' | 'reject' | 'return' = 'approve'): CaseStep => ({
  complete: 'a',
  by: person,
  outcome,
})

test('all-sign: all get the task at once and it passes when all approve', async () => {
  expect((await run({ who: 'sm rd pc' })).open).toEqual({ a: ['sm', 'rd', 'pc'] })
  expect((await run({ who: 'sm rd pc', when: [by('pc'), by('sm')] })).open).toEqual({ a: ['rd'] })
  expect((await run({ who: 'sm rd pc', when: [by('pc'), by('sm'), by('rd')] })).outcome).toBe('end')
})

test('all-sign: the first rejection decides and ends the run', async () => {
  const result = await run({ who: 'sm rd pc', when: [by('sm'), by('pc', 'reject')] })

  expect(result).toMatchObject({ outcome: 'rejected', state: 'ended', open: {} })
  await expect(run({ who: 'sm rd pc', when: [by('pc', 'reject'), by('sm')] })).rejects.toMatchObject({
    code: 'flow.case_wrong',
  })
})

test.each(['approve', 'reject'] as const)('any-one: the first decision, %s, decides', async outcome => {
  const result = await run({ who: 'sm rd pc', settings: 'mode="any"', when: [by('rd', outcome)] })

  expect(result).toMatchObject({ outcome: outcome === 'approve' ? 'end' : 'rejected', open: {} })
})

test('sequential: one at a time in list order', async () => {
  const sequential = { who: 'sm rd pc', settings: 'mode="sequential"' }

  expect((await run(sequential)).open).toEqual({ a: ['sm'] })
  expect((await run({ ...sequential, when: [by('sm')] })).open).toEqual({ a: ['rd'] })
  expect((await run({ ...sequential, when: [by('sm'), by('rd'), by('pc')] })).outcome).toBe('end')
})

test('sequential: nobody acts before his turn', async () => {
  await expect(run({ who: 'sm rd', settings: 'mode="sequential"', when: [by('rd')] })).rejects.toMatchObject({
    code: 'task.not_yours',
  })
})

test('sequential: a rejection stops', async () => {
  expect(await run({ who: 'sm rd', settings: 'mode="sequential"', when: [by('sm', 'reject')] })).toMatchObject({
    outcome: 'rejected',
  })
})

test('who does not take part may not decide', async () => {
  await expect(run({ who: 'sm', when: [by('gm')] })).rejects.toMatchObject({ code: 'task.not_yours', status: 403 })
})

test('nobody acts twice', async () => {
  await expect(run({ who: 'sm rd', when: [by('sm'), by('sm')] })).rejects.toMatchObject({
    code: 'task.already_decided',
    status: 409,
  })
})

test('an outcome that is not offered is refused', async () => {
  await expect(run({ who: 'sm', when: [by('sm', 'return')] })).rejects.toMatchObject({ code: 'task.outcome_unknown' })
})

test.each([
  ['optional', 'reject', true],
  ['on_return', 'approve', true],
  ['on_return', 'reject', false],
  ['required', 'approve', false],
] as const)('an opinion that is %s on %s may be left out: %s', async (policy, outcome, mayBeEmpty) => {
  const graph = await graphOf(
    `${START}${approval('a', 'sm').replace('opinion="optional"', `opinion="${policy}"`)}${END}${flows('start > a > end')}`,
  )
  const decided = runFlowCase(
    graph,
    { key: 'x', given: { starter: 'sr', organisation }, when: [by('sm', outcome)] },
    environment,
  )

  if (mayBeEmpty) expect((await decided).state).toBe('ended')
  else await expect(decided).rejects.toMatchObject({ code: 'task.opinion_missing', status: 422 })
})

test('disabled people are removed first', async () => {
  expect((await run({ who: '<jw:approver type="position" code="pc"/>' })).open).toEqual({ a: ['pc'] })
})

test('the same person found twice is asked once', async () => {
  expect((await run({ who: 'pc pc' })).open).toEqual({ a: ['pc'] })
})

test.each([
  ['unit type', '<jw:approver type="unit_head" unitType="region"/>', 'sr', ['rd']],
  ['level 1 of a member', '<jw:approver type="unit_head" level="1"/>', 'sr', ['sm']],
  ['level 1 of a head: the unit above', '<jw:approver type="unit_head" level="1"/>', 'sm', ['rd']],
  ['level 2 of a member', '<jw:approver type="unit_head" level="2"/>', 'sr', ['rd']],
  ['role', '<jw:approver type="role" name="finance"/>', 'sr', ['fi']],
  ['expression', '<jw:approver type="expression" value="=[&quot;pc&quot;, &quot;fi&quot;]"/>', 'sr', ['pc', 'fi']],
])('approvers by %s', async (_, who, starter, people) => {
  expect((await run({ who, starter })).open).toEqual({ a: people })
})

test.each([
  ['superior (the default)', '', ['rd']],
  ['self', 'starter="self"', ['sm']],
])('the requester as approver: %s', async (_, settings, people) => {
  expect((await run({ who: '<jw:approver type="unit_head" unitType="area"/>', settings, starter: 'sm' })).open).toEqual(
    { a: people },
  )
})

test('the requester as approver is skipped: the others still act', async () => {
  expect((await run({ who: 'sm rd', settings: 'starter="skip"', starter: 'sm' })).open).toEqual({ a: ['rd'] })
})

test('the requester as only approver is skipped: the approval passes', async () => {
  expect(await run({ who: 'sm', settings: 'starter="skip"', starter: 'sm' })).toMatchObject({
    outcome: 'end',
    approvals: [],
  })
})

test('a requester without superior falls to the policy for nobody', async () => {
  expect((await run({ who: 'gm', starter: 'gm' })).incidents).toEqual([{ element: 'a', code: 'flow.no_approver' }])
})

const NOBODY = '<jw:approver type="position" code="none"/>'

test('no approver: approved', async () => {
  expect(await run({ who: NOBODY, settings: 'empty="approve"' })).toMatchObject({ outcome: 'end', approvals: [] })
})

test('no approver: rejected', async () => {
  expect(await run({ who: NOBODY, settings: 'empty="reject"' })).toMatchObject({ outcome: 'rejected' })
})

test('no approver: handed to the administrators', async () => {
  expect((await run({ who: NOBODY, settings: 'empty="admin"' })).open).toEqual({ a: ['admin'] })
})

test('no approver: an incident, and the token stays', async () => {
  expect(await run({ who: NOBODY })).toMatchObject({
    state: 'incident',
    outcome: null,
    incidents: [{ element: 'a', code: 'flow.no_approver' }],
  })
})

test('a unit without head has no approver', async () => {
  const people = { ...organisation.people, sr: { unit: 'empty' } }
  const graph = await graphOf(
    `${START}${approval('a', '<jw:approver type="unit_head" unitType="area"/>')}${END}${flows('start > a > end')}`,
  )
  const result = await runFlowCase(
    graph,
    { key: 'x', given: { starter: 'sr', organisation: { ...organisation, people } } },
    environment,
  )

  expect(result.incidents).toHaveLength(1)
})

async function chain(dedupe: string, tasks: string[], when: FlowCase['when'] = 'approve_all') {
  const ids = tasks.map((_, i) => `t${i}`)
  const body = tasks.map((who, i) => approval(ids[i]!, who, i === 0 ? '' : `dedupe="${dedupe}" returnTo="t0"`)).join('')
  const graph = await graphOf(`${START}${body}${END}${flows(['start', ...ids, 'end'].join(' > '))}`)
  return runFlowCase(graph, { key: 'x', given: { starter: 'sr', organisation }, when }, environment)
}

test('dedupe none: everybody is asked each time', async () => {
  expect((await chain('none', ['fi', 'pc', 'fi'])).approvals).toEqual([['fi'], ['pc'], ['fi']])
})

test('dedupe all: who approved anywhere in this round counts again', async () => {
  expect((await chain('all', ['fi', 'pc', 'gm fi'])).approvals).toEqual([['fi'], ['pc'], ['gm']])
  expect((await chain('all', ['fi', 'pc', 'fi'])).approvals).toEqual([['fi'], ['pc']])
})

test('dedupe consecutive: only the directly preceding approval counts', async () => {
  expect((await chain('consecutive', ['fi', 'pc', 'fi'])).approvals).toEqual([['fi'], ['pc'], ['fi']])
  expect((await chain('consecutive', ['fi', 'fi', 'fi'])).approvals).toEqual([['fi']])
})

test('after a return everybody is asked again', async () => {
  const result = await chain(
    'all',
    ['fi', 'pc', 'fi gm'],
    [
      { complete: 't0', by: 'fi' },
      { complete: 't1', by: 'pc', outcome: 'return', opinion: 'no' },
      { complete: 't0', by: 'fi' },
      { complete: 't1', by: 'pc' },
    ],
  )

  expect(result).toMatchObject({ approvals: [['fi'], ['pc'], ['fi'], ['pc'], ['gm']], open: { t2: ['gm'] } })
})

test('any-one with an earlier approval of one of them passes at once', async () => {
  const graph = await graphOf(
    `${START}${approval('t0', 'fi')}${approval('t1', 'fi gm', 'mode="any" dedupe="all"')}${END}${flows('start > t0 > t1 > end')}`,
  )
  const result = await runFlowCase(
    graph,
    { key: 'x', given: { starter: 'sr', organisation }, when: 'approve_all' },
    environment,
  )

  expect(result).toMatchObject({ outcome: 'end', approvals: [['fi']] })
})

test('a handler task is done by one of its people, without rejection', async () => {
  const graph = await graphOf(
    `${START}<userTask id="a" jw:resultVariable="prepared"><extensionElements><jw:assignment type="starter"/></extensionElements></userTask>${END}${flows('start > a > end')}`,
  )
  const given = { starter: 'sr', organisation }

  expect(await runFlowCase(graph, { key: 'x', given, when: [{ complete: 'a', by: 'sr' }] }, environment)).toMatchObject(
    {
      outcome: 'end',
      variables: { prepared: { outcome: 'done' } },
    },
  )
  await expect(
    runFlowCase(graph, { key: 'x', given, when: [{ complete: 'a', by: 'sr', outcome: 'reject' }] }, environment),
  ).rejects.toMatchObject({ code: 'task.outcome_unknown' })
})
