import { expect, test } from 'vitest'
import { compileAlone } from '../../engine/src/kinds/flow/memory/compile-alone.ts'
import type { FlowGraph } from '../../engine/src/kinds/flow/graph.ts'
import { replayRun, type RunReplay } from '../../engine/src/kinds/flow/replay/replay-run.ts'
import type { PresentWorld } from '../../engine/src/kinds/flow/replay/replay-ports.ts'
import { autoRun } from '../../engine/src/kinds/flow/simulation/auto-run.ts'
import { seededRandom } from '../../engine/src/kinds/flow/simulation/random.ts'
import { takeStep } from '../../engine/src/kinds/flow/simulation/take-step.ts'
import { beginTrial, newTrial, type Trial } from '../../engine/src/kinds/flow/simulation/trial.ts'
import { givenFunctions, givenRuleSets } from '../../engine/src/testing/given-functions.ts'
import type { ConformanceCase } from './case-file.ts'
import { modelNames, readModel } from './model-files.ts'

const SEEDS = process.env['JINGWEI_LONG'] ? [...Array(20).keys()] : [1]

test('runs of every model, replayed on their own version, are the same', async () => {
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
})

async function compiled(text: string, { ruleSets = {} }: ConformanceCase): Promise<FlowGraph | undefined> {
  const functions = givenFunctions({ 'test.note': () => ({ noted: true }), 'test.flaky': () => ({ answer: 42 }) })
  const { graph } = await compileAlone(text, { functions, sources: givenRuleSets(ruleSets) })
  return graph
}

/** Every person, worker and sender does something at some time. */
async function runsByChance(graph: FlowGraph, { variables, ruleSets = {} }: ConformanceCase, seed: number): Promise<Trial[]> {
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

function replayOf(trial: Trial, graph: FlowGraph): Promise<RunReplay> {
  const { running, history } = trial.world.runs.get(trial.run)
  const present: PresentWorld = {
    people: { find: nothing('people') },
    record: async () => ({}),
    starter: nothing('the starter'),
    evaluate: nothing('a decision'),
    called: nothing('a process'),
    calendar: async () => null,
    processOf: async ({ process }) => (process === '' ? graph : graph.processes[process]!),
  }
  const past = JSON.parse(JSON.stringify({ instance: running.state.instance, history })) as Parameters<typeof replayRun>[0]
  return replayRun(past, { from: graph, to: graph }, present)
}
