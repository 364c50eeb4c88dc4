import { EngineRun } from './engine-run.ts'
import { Interpreter } from './interpreter.ts'
import { CHOICES, type ProcessModel } from './process-model.ts'

/** One step of a script: which of the possible actions, and what a completed task decides. */
export interface Pick {
  which: number
  choice: number
}

export interface Compared {
  steps: number
  ended: boolean
}

/**
 * Runs a model by the engine and by the interpreter, step by step. Throws where they differ: a token that is stuck, lost or
 * doubled shows in the marking. `reload`: the engine's memory is thrown away before every step.
 */
export async function compare(
  model: ProcessModel,
  script: readonly Pick[],
  { reload }: { reload: boolean },
): Promise<Compared> {
  const interpreter = new Interpreter(model)
  const engine = await EngineRun.start(model)
  const done: string[] = ['start']
  check(interpreter, engine, done)
  let steps = 0
  for (const { which, choice } of script) {
    const actions = interpreter.actions()
    if (actions.length === 0) break
    const action = actions[which % actions.length]!
    done.push(`${action.do} ${action.node} (${choice % CHOICES})`)
    if (reload) engine.reload()
    interpreter.perform(action, choice % CHOICES)
    await engine.perform(action, choice % CHOICES)
    check(interpreter, engine, done)
    steps += 1
  }
  return { steps, ended: interpreter.ended }
}

function check(interpreter: Interpreter, engine: EngineRun, done: readonly string[]): void {
  if (engine.marking !== interpreter.marking)
    throw new Error(`after ${done.join(', ')}\n  expected ${interpreter.marking}\n  engine   ${engine.marking}`)
  if (engine.remains.length > 0) throw new Error(`after ${done.join(', ')} there remains ${engine.remains.join(', ')}`)
}
