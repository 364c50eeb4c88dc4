import { expect } from 'vitest'
import type { FlowEngineOptions, FlowTestEngine } from '../../engine/src/testing/flow-engine.ts'
import { startFlowEngine } from '../../engine/src/testing/flow-engine.ts'
import type { FlowTestRun } from '../../engine/src/testing/flow-run.ts'
import type { TaskView } from '../../engine/src/testing/flow-views.ts'
import type { ConformanceCase, Expected, Step } from './case-file.ts'

/** straight; with everything that the engine remembers thrown away before every step; free tasks done backwards. */
export const WAYS = ['straight', 'killed', 'backwards'] as const
export type Way = (typeof WAYS)[number]

interface Trial {
  engine: FlowTestEngine
  run: FlowTestRun
  way: Way
  remembered: Map<string, TaskView>
}

/** Runs a model by its case; fails where it differs. */
export async function runModel(
  text: string,
  testCase: ConformanceCase,
  { way, database = 'memory' }: { way: Way; database?: NonNullable<FlowEngineOptions['database']> },
): Promise<void> {
  let failing = testCase.failing ?? 0
  const functions = { 'test.note': () => ({ noted: true }), 'test.flaky': () => answerOf(failing-- > 0) }
  const ruleSets = Object.fromEntries(
    Object.entries(testCase.ruleSets ?? {}).map(([name, value]) => [name, () => value]),
  )
  const engine = await startFlowEngine({ database, functions, ruleSets })
  try {
    const { processes, faults } = await engine.deploy(text)
    expect(faults).toEqual([])
    const trial = await begin(engine, processes[0]!, { testCase, way })
    for (const step of testCase.steps.slice(testCase.started === undefined ? 0 : 1)) {
      if (way === 'killed') await engine.reload()
      await take(step, trial)
    }
    await check(testCase.then, trial.run)
  } finally {
    await engine.stop()
  }
}

function answerOf(fails: boolean): unknown {
  if (fails) throw new Error('The other system does not answer.')
  return { answer: 42 }
}

async function begin(
  engine: FlowTestEngine,
  process: string,
  { testCase, way }: { testCase: ConformanceCase; way: Way },
): Promise<Trial> {
  const { started, variables = {}, steps } = testCase
  const remembered = new Map<string, TaskView>()
  if (started === undefined) return { engine, run: await engine.start(process, { variables }), way, remembered }
  // The first step is the event that starts it.
  await tell(steps[0]!, engine)
  const runs = await engine.runs()
  expect(runs).toHaveLength(1)
  return { engine, run: runs[0]!, way, remembered }
}

async function tell(step: Step, engine: FlowTestEngine): Promise<boolean> {
  if ('message' in step) {
    const { message: name, ...rest } = step
    await engine.correlate({ name, ...rest })
  } else if ('signal' in step) await engine.signal(step.signal, step.variables)
  else if ('advance' in step) await engine.advance(step.advance)
  else if ('sleep' in step) await engine.sleep(step.sleep)
  else if ('jobs' in step) await engine.fireDueJobs()
  else return false
  return true
}

async function take(step: Step, trial: Trial): Promise<void> {
  const { engine, run, way, remembered } = trial
  if (await tell(step, engine)) return
  if ('open' in step) expect(await run.open()).toEqual([...step.open].sort())
  else if ('openSet' in step) expect([...new Set(await run.open())]).toEqual([...step.openSet].sort())
  else if ('state' in step) expect((await run.outcome()).state).toBe(step.state)
  else if ('subscriptions' in step) expect(await waitedFor(run)).toEqual([...step.subscriptions].sort())
  else if ('incidents' in step)
    expect((await run.incidents()).map(each => each.element).sort()).toEqual([...step.incidents].sort())
  else if ('inAnyOrder' in step)
    for (const task of way === 'backwards' ? step.inAnyOrder.toReversed() : step.inAnyOrder) await run.complete(task)
  else if ('completeAll' in step) await completeAll(step.completeAll, trial)
  else if ('complete' in step) await complete(step, trial)
  else if ('set' in step) await run.setVariables(step.set)
  else if ('external' in step) await work(step, engine)
  else if ('retry' in step) await run.retry(step.retry)
  else if ('move' in step) await run.move(step.move)
  else if ('activate' in step) await run.activate(step.in, step.activate)
  else if ('remember' in step) remembered.set(step.remember, (await run.tasks(step.remember))[0]!)
  else if ('completeRemembered' in step)
    await expect(run.complete(remembered.get(step.completeRemembered)!)).rejects.toMatchObject({ status: 409 })
  else throw new Error(`Nobody knows the step ${JSON.stringify(step)}.`)
}

async function waitedFor(run: FlowTestRun): Promise<string[]> {
  const all = await run.subscriptions()
  return all
    .filter(each => each.name !== null)
    .map(each => each.name!)
    .sort()
}

async function complete(step: Extract<Step, { complete: string }>, { run, engine }: Trial): Promise<void> {
  const options = step.variables === undefined ? {} : { variables: step.variables }
  if (step.refused) return expect(run.complete(step.complete, options)).rejects.toThrow()
  if (!step.anyRun) return run.complete(step.complete, options)
  for (const each of await engine.runs())
    if ((await each.tasks(step.complete)).length > 0) return each.complete(step.complete, options)
  throw new Error(`No run has an open task at ${step.complete}.`)
}

async function completeAll(expected: string[], { run, way }: Trial): Promise<void> {
  const tasks = await run.tasks()
  expect(tasks.map(task => task.element).sort()).toEqual([...expected].sort())
  for (const task of way === 'backwards' ? tasks.toReversed() : tasks) await run.complete(task)
}

async function work(step: Extract<Step, { external: string }>, engine: FlowTestEngine): Promise<void> {
  const [task] = await engine.fetchAndLock(step.external, { max: 1 })
  if (task === undefined) throw new Error(`There is no task for ${step.external}.`)
  await engine.completeExternal(task, step.variables)
  if (step.twice) await expect(engine.completeExternal(task)).rejects.toSatisfy(isCleanRefusal)
}

async function check(then: Expected, run: FlowTestRun): Promise<void> {
  const { state, end, variables } = await run.outcome()
  const tokens = (await run.tokens()).map(token => token.element)
  if (then.state !== undefined) expect(state).toBe(then.state)
  if (then.outcome !== undefined) expect(end).toBe(then.outcome)
  if (then.open !== undefined) expect(await run.open()).toEqual([...then.open].sort())
  if (then.tokens !== undefined) expect(tokens.sort()).toEqual([...then.tokens].sort())
  if (then.incidents !== undefined)
    expect((await run.incidents()).map(({ element }) => ({ element }))).toEqual(then.incidents)
  if (then.variables !== undefined) expect(variables).toMatchObject(then.variables)
  for (const name of then.without ?? []) expect(variables).not.toHaveProperty(name)
  const history = await run.history()
  const count = (element: string, events: readonly string[]) =>
    history.filter(each => each.element === element && events.includes(each.event)).length
  for (const [element, times] of Object.entries(then.done ?? {}))
    expect(count(element, ['done']), `${element} done`).toBe(times)
  for (const [element, times] of Object.entries(then.completed ?? {}))
    expect(count(element, ['completed']) || count(element, AT_ONCE), `${element} completed`).toBe(times)
  for (const [element, times] of Object.entries(then.passed ?? {}))
    expect(count(element, ['passed', 'chose']), `${element} passed`).toBe(times)
  if (state === 'ended' || state === 'cancelled') await nothingIsLeft(run)
}

/** What passes without waiting writes one of these. */
const AT_ONCE = ['called', 'calculated', 'decided', 'passed']

/** A run that is over leaves nothing behind. */
async function nothingIsLeft(run: FlowTestRun): Promise<void> {
  const left = [await run.tasks(), await run.tokens(), await run.jobs(), await run.subscriptions(), await run.scopes()]
  expect(left).toEqual([[], [], [], [], []])
}

/** Gone, or not his any more: a worker can tell either from a fault of the engine. */
const isCleanRefusal = ({ status }: { status?: number }): boolean => status === 404 || status === 409
