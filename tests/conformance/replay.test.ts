import { expect, test } from 'vitest'
import { builtinFunctions } from '../../engine/src/host/builtin-functions.ts'
import { flowEnvironment } from '../../engine/src/host/cases/flow-case.ts'
import { compilePacks } from '../../engine/src/host/compile-packs.ts'
import { caseWorld } from '../../engine/src/host/run-cases.ts'
import type { FlowCase } from '../../engine/src/kinds/flow/case.ts'
import { kinds } from '../../engine/src/kinds/index.ts'
import { compileAlone } from '../../engine/src/kinds/flow/memory/compile-alone.ts'
import { organisationDirectory } from '../../engine/src/kinds/flow/memory/organisation.ts'
import type { FlowGraph } from '../../engine/src/kinds/flow/graph.ts'
import { replayRun, type RunReplay } from '../../engine/src/kinds/flow/replay/replay-run.ts'
import type { PresentWorld } from '../../engine/src/kinds/flow/replay/replay-ports.ts'
import { autoRun } from '../../engine/src/kinds/flow/simulation/auto-run.ts'
import { oneOf, seededRandom } from '../../engine/src/kinds/flow/simulation/random.ts'
import { takeStep } from '../../engine/src/kinds/flow/simulation/take-step.ts'
import { beginTrial, newTrial, type Trial } from '../../engine/src/kinds/flow/simulation/trial.ts'
import { givenFunctions, givenRuleSets } from '../../engine/src/testing/given-functions.ts'
import type { ConformanceCase } from './case-file.ts'
import { modelNames, readModel } from './model-files.ts'

/** Ten times as many runs take their time. */
const LONG_ENOUGH = 600_000
const SEEDS = process.env['JINGWEI_LONG'] ? [...Array(10).keys()] : [1]

test(
  'runs of every model, replayed on their own version, are the same',
  async () => {
    const seen = { runs: 0, ended: 0 }
    for (const name of modelNames) {
      const { text, testCase } = readModel(name)
      const graph = await compiled(text, testCase)
      if (graph === undefined) continue
      for (const seed of SEEDS)
        for (const trial of await runsByChance(graph, testCase, seed)) {
          const replay = await replayOf(trial, graph)
          expect(replay.result, `${name}, seed ${seed}: ${JSON.stringify(replay)}`).toBe('same')
          expect({ unused: replay.unused, askedAnew: replay.askedAnew }, name).toEqual({ unused: [], askedAnew: [] })
          seen.runs += 1
          seen.ended += Number(trial.world.runs.get(trial.run).running.state.instance.state === 'ended')
        }
    }
    expect(seen.runs).toBeGreaterThan(200)
    // Otherwise little was replayed but the beginning.
    expect(seen.ended).toBeGreaterThan(seen.runs / 2)
  },
  LONG_ENOUGH,
)

async function compiled(text: string, { ruleSets = {} }: ConformanceCase): Promise<FlowGraph | undefined> {
  const functions = givenFunctions({ 'test.note': () => ({ noted: true }), 'test.flaky': () => ({ answer: 42 }) })
  const { graph } = await compileAlone(text, { functions, sources: givenRuleSets(ruleSets) })
  return graph
}

/** Every person, worker and sender does something at some time. */
async function runsByChance(
  graph: FlowGraph,
  { variables, ruleSets = {} }: ConformanceCase,
  seed: number,
): Promise<Trial[]> {
  const given = { starter: 'somebody', ...(variables && { variables }) }
  const trial = newTrial(graph, given, {
    recording: true,
    environment: {
      evaluate: name => ({ outputs: ruleSets[name] ?? null }),
      call: () => ({ answer: 42 }),
    },
  })
  await beginTrial(trial, given)
  const act = (step: Parameters<typeof takeStep>[0]) => takeStep(step, trial)
  const behaviour = { duration: ['PT1M', 'P2D'] as const }
  await autoRun(trial, { random: seededRandom(seed), behaviour, act, limits: { acts: 60, until: 'P30D' } })
  return [trial]
}

const nothing = (what: string) => () => Promise.reject(new Error(`The present world was asked for ${what}.`))

function replayOf(
  trial: Trial,
  from: FlowGraph,
  { to = from, ...world }: { to?: FlowGraph } & Partial<PresentWorld> = {},
): Promise<RunReplay> {
  const { running, history } = trial.world.runs.get(trial.run)
  const present: PresentWorld = {
    people: { find: nothing('people') },
    record: async () => ({}),
    starter: nothing('the starter'),
    evaluate: nothing('a decision'),
    called: nothing('a process'),
    calendar: async () => null,
    processOf: async ({ process }) => (process === '' ? to : to.processes[process]!),
    ...world,
  }
  // As it would have been written to the database.
  const past = JSON.parse(JSON.stringify({ instance: running.state.instance, history })) as Parameters<
    typeof replayRun
  >[0]
  return replayRun(past, { from, to }, present)
}

test('runs of the contract approval, replayed on their own version, are the same; without one of its approvals those differ that asked for it', async () => {
  const { graph, world, files } = await contractApproval()
  const limits = {
    discount_pct: ['0', '4.5', '9', '13.5', '22'],
    gm_pct: ['17.6714', '24.2', '31'],
    amount: ['42000.00', '820000.00', '6000000.00'],
  }
  const random = seededRandom(11)
  const results: RunReplay[] = []
  for (let n = 0; n < 30; n++) {
    const record = Object.fromEntries(Object.entries(limits).map(([name, list]) => [name, oneOf(list, random)]))
    const given = { ...files, record: { ...files.record, ...record } }
    const trial = newTrial(graph, given, { recording: true, environment: flowEnvironment(graph, world) })
    await beginTrial(trial, given)
    const act = (step: Parameters<typeof takeStep>[0]) => takeStep(step, trial)
    await autoRun(trial, {
      random,
      act,
      behaviour: { duration: ['PT1H', 'P4D'], outcomes: OPINIONS },
      limits: { until: 'P60D' },
    })

    expect(await replayOf(trial, graph)).toMatchObject({ result: 'same', differences: [], unused: [], askedAnew: [] })
    const people = organisationDirectory(given.organisation!)
    results.push(await replayOf(trial, graph, { to: withoutTask(graph, 'approve_vp_fi'), people }))
  }
  const differing = results.filter(each => each.result === 'differs')
  expect(differing.length).toBeGreaterThan(3)
  expect(differing.length).toBeLessThan(30)
  for (const { differences, unused } of differing) {
    expect(differences[0]).toMatchObject({ in: 'path' })
    expect(unused).toContainEqual(expect.objectContaining({ door: 'act', element: 'approve_vp_fi' }))
  }
})

const OPINIONS = Object.fromEntries(
  ['approve_sm', 'approve_rd_pc', 'approve_vp_fi', 'approve_gm_fi_le'].map(id => [
    id,
    { approve: 7, return: 2, reject: 1 },
  ]),
)

async function contractApproval() {
  const packs = await compilePacks(['definitions/medical-device'], { kinds, builtins: builtinFunctions })
  const world = caseWorld({ ...packs, functions: packs.functions.all })
  const cases = packs.caseFiles.find(file => file.name === 'contract_approval')!.cases
  const files = cases[0]!.given as FlowCase['given']
  return { graph: world.compiled<FlowGraph>('flow', 'contract_approval'), world, files }
}

/** The same flow, in which nobody is asked there. */
const withoutTask = (graph: FlowGraph, id: string): FlowGraph => ({
  ...graph,
  elements: { ...graph.elements, [id]: { ...graph.elements[id]!, boundary: [], type: 'passTask' } as never },
})
