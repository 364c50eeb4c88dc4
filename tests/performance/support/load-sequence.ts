import autocannon, { type Context } from 'autocannon'
import type { LoadRequest } from './load.ts'

/** One request of a sequence; what earlier answers said is in `known`. */
export interface SequenceStep {
  request: (known: Context) => LoadRequest
  /** Keeps what later steps need. Throws when the answer is not what was asked for. */
  answer: (body: any, known: Context) => void
}

export interface SequenceResult {
  /** Whole sequences. */
  perSecond: number
  /** Of one request, whichever. */
  p50Ms: number
  p99Ms: number
}

/**
 * Drives one server over HTTP with one connection per set of headers: each goes through the steps again and again for
 * `seconds`. Throws when an answer is another one than 2xx, else the figure would mean nothing.
 */
export async function loadSequence(options: {
  url: string
  /** One connection each. */
  headers: readonly Record<string, string>[]
  seconds: number
  steps: readonly SequenceStep[]
}): Promise<SequenceResult> {
  let done = 0
  const faults: string[] = []
  const steps = options.steps.map(({ request, answer }, i) => ({
    setupRequest: (given: object, known: Context) => ({ ...given, ...request(known) }),
    onResponse: (status: number, body: string, known: Context) => {
      if (status < 200 || status > 299) faults.push(`${status} ${body}`)
      else answer(JSON.parse(body || 'null'), known)
      if (i === options.steps.length - 1) done++
    },
  }))
  const began = performance.now()
  const results = await Promise.all(
    options.headers.map(headers =>
      autocannon({ url: options.url, connections: 1, duration: options.seconds, headers, requests: steps }),
    ),
  )
  if (faults.length > 0)
    throw new Error(`${options.url}: ${faults.length} requests failed, the first with ${faults[0]}`)
  const slowest = (of: 'p50' | 'p99') => Math.max(...results.map(({ latency }) => latency[of]))
  return { perSecond: (done / (performance.now() - began)) * 1000, p50Ms: slowest('p50'), p99Ms: slowest('p99') }
}
