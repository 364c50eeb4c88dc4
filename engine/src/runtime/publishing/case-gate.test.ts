import { expect, test } from 'vitest'
import type { CaseFile } from '../../metadata/case-file.ts'
import { CasesTakeTooLong, markKnown, runConcernedCases, withDependents } from './case-gate.ts'
import { tolerate } from './case-outcome.ts'
import type { Prepared } from './prepared.ts'

const references = new Map([
  ['shop/form/order', [{ to: 'entity/order#amount', at: '/a' }]],
  ['shop/flow/approval', [{ to: 'rule-set/discount', at: 'gate' }]],
  ['shop/page/orders', [{ to: 'form/order', at: '/form' }]],
  ['shop/rule-set/discount', []],
])

const caseFile = (kind: string, name: string): CaseFile => ({ file: `${name}.case.json`, kind, name, cases: [] })

/** A change of these ids; with `packs`, the packs changed too. */
function prepared(ids: string[], packs = false): Prepared {
  const inForce: [] = []
  return {
    now: { packs: inForce },
    target: { packs: packs ? [] : inForce, local: [] },
    changed: ids.map(id => ({ id, before: null, after: undefined })),
    output: {
      references,
      compiled: new Map(),
      caseFiles: [
        caseFile('rule-set', 'discount'),
        caseFile('flow', 'approval'),
        caseFile('function', 'pricing.price'),
      ],
    },
  } as unknown as Prepared
}

async function run(of: Prepared): Promise<string[]> {
  const names: string[] = []
  await runConcernedCases(of, async ({ caseFiles }) => {
    names.push(...caseFiles.map(each => each.name))
    return { passed: 1, failed: [] }
  })
  return names
}

test('what uses a definition is found through any number of steps', () => {
  expect([...withDependents(['entity/order'], { references })].sort()).toEqual([
    'entity/order',
    'form/order',
    'page/orders',
  ])
})

test('the cases of what changed and of what uses it run, no others', async () => {
  expect(await run(prepared(['shop/rule-set/discount']))).toEqual(['discount', 'approval'])
  expect(await run(prepared(['shop/flow/approval']))).toEqual(['approval'])
  expect(await run(prepared(['shop/page/orders']))).toEqual([])
})

test('with changed packs the cases of functions run too', async () => {
  expect(await run(prepared([], true))).toEqual(['pricing.price'])
})

test('results are added up', async () => {
  const failed = [{ file: 'f', key: 'k', title: 't', differences: [] }]

  const outcome = await runConcernedCases(prepared(['shop/rule-set/discount']), async () => ({ passed: 2, failed }))

  expect(outcome).toEqual({
    passed: 4,
    failed: ['rule-set/discount', 'flow/approval'].map(of => ({ of, ...failed[0] })),
  })
})

test('a case that fails with what is in force too, or was set aside, is let through; another one is not', async () => {
  const failing = async ({ caseFiles }: { caseFiles: readonly CaseFile[] }) => ({
    passed: 0,
    failed: ['old', 'new', 'meant'].map(key => ({ file: caseFiles[0]!.file, key, title: key, differences: [] })),
  })
  const inForce = prepared(['shop/rule-set/discount']).output
  const outcome = await runConcernedCases(prepared(['shop/flow/approval']), failing)

  const marked = tolerate(
    await markKnown(outcome, inForce, async ({ caseFiles }) => ({
      passed: 2,
      failed: [{ file: caseFiles[0]!.file, key: 'old', title: 'old', differences: [] }],
    })),
    [
      { of: 'flow/approval', key: 'meant' },
      { of: 'flow/other', key: 'new' },
    ],
    'set_aside',
  )

  expect(marked.failed.map(each => [each.key, each.tolerated])).toEqual([
    ['old', 'known'],
    ['new', undefined],
    ['meant', 'set_aside'],
  ])
})

test('cases that take too long are an error, not a wait', async () => {
  const never = async () => ({ passed: 1, failed: [] })

  await expect(runConcernedCases(prepared(['shop/rule-set/discount']), never, -1)).rejects.toThrow(CasesTakeTooLong)
})
