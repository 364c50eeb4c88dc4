import {
  fetchFunctionCalls,
  postponeFlowJob,
  readRivals,
  releaseFlowJob,
  yieldFlowJob,
} from '../store/statements/flow-jobs.ts'
import { nextAttempt } from './back-off.ts'
import { failureOf, type FlowJobFailure } from './flow-pump.ts'
import { BREATH_MS, isPassing } from './is-passing.ts'
import { after, JobLocks, LOCK_MS, type JobLockParts } from './job-lock.ts'
import { pollLoop } from './poll-loop.ts'

/** Calls under way at the same time: none of them holds a connection. */
const AT_ONCE = 16

/** A call of a function that has effects outside. */
export interface FunctionCall {
  /** Of the job: the key by which a repeated call is known. */
  id: string
  function: string
  input: Record<string, unknown>
}

export interface FunctionWorkerParts extends JobLockParts {
  /** Names of the functions that this installation has. */
  functions: readonly string[]
  /** Calls it, outside of every transaction. */
  call(given: FunctionCall): Promise<unknown>
  /** One ordinary command: the run goes on with the result, if we still hold the job. */
  complete(call: FunctionCall, result: unknown): Promise<unknown>
  /** One ordinary command: the function reports a BPMN error. */
  throwError(call: FunctionCall, error: { code: string; message: string }): Promise<unknown>
  /** One ordinary command: all attempts were in vain. */
  fail(call: FunctionCall, failure: FlowJobFailure): Promise<unknown>
}

export interface FunctionWorker {
  start(): void
  /** Takes what waits and calls it; answers how many were called. */
  runOnce(): Promise<number>
  /** Takes no new call, lets the running ones finish. */
  stop(): Promise<void>
}

interface TakenCall extends FunctionCall {
  root: string
  exclusive: boolean
  retriesLeft: number
  failures: number
  pauses: readonly string[] | null
}

interface TakenRow {
  id: string
  root_id: string
  exclusive: boolean
  topic: string
  retries_left: number
  failures: number
  data: { variables?: Record<string, unknown>; pauses?: string[] } | null
}

const TOPIC = 'function:'

/**
 * Calls functions with effects outside for the runs that wait for them: the job is claimed, the function is called without
 * any lock on the run, and its answer goes into the run by a second command, guarded by the job's lock. A call may be
 * repeated after a crash, with the same idempotency key; its effect on the run is there once.
 */
export function createFunctionWorker(parts: FunctionWorkerParts): FunctionWorker {
  const locks = new JobLocks(parts)
  const underWay = new Set<Promise<void>>()
  /** Runs in which an exclusive call is under way here. */
  const busy = new Set<string>()
  const take = async (): Promise<number> => {
    const calls = parts.functions.length === 0 ? [] : await fetch(parts, AT_ONCE - underWay.size)
    for (const call of calls) {
      const alone = call.exclusive && !busy.has(call.root)
      if (alone) busy.add(call.root)
      locks.hold(call.id)
      const done = (call.exclusive && !alone ? putBack(parts, call) : doCall(parts, call)).finally(() => {
        locks.letGo(call.id)
        underWay.delete(done)
        if (alone) busy.delete(call.root)
        // There is room for another one.
        loop.wake()
      })
      underWay.add(done)
    }
    return calls.length
  }
  const loop = pollLoop(
    async () => {
      if (underWay.size < AT_ONCE) await take()
      return false
    },
    error => parts.log.warn({ err: error }, 'function calls could not be claimed'),
  )
  return {
    start() {
      locks.start()
      loop.start()
    },
    async runOnce() {
      const taken = await take()
      await Promise.all(underWay)
      return taken
    },
    async stop() {
      await loop.stop()
      await Promise.all(underWay)
      locks.stop()
    },
  }
}

async function fetch({ tx, owner, clock, functions }: FunctionWorkerParts, most: number): Promise<TakenCall[]> {
  const now = clock.now()
  const topics = functions.map(name => TOPIC + name)
  const ends = topics.map(() => after(now, LOCK_MS))
  const rows = await tx.query<TakenRow>(fetchFunctionCalls, [owner, topics, now.toISOString(), ends, most])
  return rows.map(row => ({
    id: row.id,
    root: row.root_id,
    exclusive: row.exclusive,
    function: row.topic.slice(TOPIC.length),
    input: row.data?.variables ?? {},
    retriesLeft: row.retries_left,
    failures: row.failures,
    pauses: row.data?.pauses ?? null,
  }))
}

async function doCall(parts: FunctionWorkerParts, call: TakenCall): Promise<void> {
  const { tx, owner, clock, log } = parts
  try {
    const rivals = call.exclusive ? await tx.query(readRivals, [call.id, owner, clock.now().toISOString()]) : []
    await (rivals.length > 0 ? putBack(parts, call) : carryOut(parts, call))
  } catch (error) {
    log.warn({ jobId: call.id, function: call.function, err: error }, 'function call failed')
    const settled = isPassing(error)
      ? tx.query(postponeFlowJob, [call.id, owner, after(clock.now(), BREATH_MS)])
      : settleFailure(parts, call, failureOf(error, 'flow.function_failed'))
    await settled.catch((second: unknown) =>
      log.error({ jobId: call.id, err: second }, 'function call could not be put back'),
    )
  }
}

/** Another exclusive call of the run is under way: this one waits, without an attempt less. */
async function putBack({ tx, owner, log }: FunctionWorkerParts, call: TakenCall): Promise<void> {
  try {
    await tx.query(yieldFlowJob, [call.id, owner])
  } catch (error) {
    log.warn({ jobId: call.id, err: error }, 'function call could not be put back')
  }
}

async function carryOut(parts: FunctionWorkerParts, call: TakenCall): Promise<void> {
  let result: unknown
  try {
    result = await parts.call(call)
  } catch (error) {
    const code = bpmnCode(error)
    if (code === undefined) throw error
    await parts.throwError(call, { code, message: (error as Error).message })
    return
  }
  await parts.complete(call, result)
}

/** Of `BpmnError` (kinds/flow), which functions throw for the flow. */
const bpmnCode = (error: unknown): string | undefined => {
  const { code, errorCode } = (error ?? {}) as { code?: unknown; errorCode?: unknown }
  return code === 'flow.bpmn_error' && typeof errorCode === 'string' ? errorCode : undefined
}

async function settleFailure(parts: FunctionWorkerParts, call: TakenCall, failure: FlowJobFailure): Promise<void> {
  const { tx, owner, clock } = parts
  if (call.retriesLeft <= 1) await parts.fail(call, failure)
  else
    await tx.query(releaseFlowJob, [
      call.id,
      owner,
      nextAttempt(clock.now(), call.failures, call.pauses),
      failure.message,
    ])
}
