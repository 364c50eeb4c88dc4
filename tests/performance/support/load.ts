import autocannon from 'autocannon'

export interface LoadResult {
  perSecond: number
  p50Ms: number
  p95Ms: number
  p99Ms: number
  /** Answers other than 2xx: must be 0, else the figure means nothing. */
  failed: number
}

export interface LoadRequest {
  method: 'GET' | 'POST'
  path: string
  body?: string
}

/**
 * Drives one server over HTTP with 16 connections for `seconds`. The same driver loads both sides of a comparison.
 * `next` makes each request, so that keys differ.
 */
export async function load(options: {
  url: string
  headers: Record<string, string>
  seconds: number
  connections?: number
  next: () => LoadRequest
}): Promise<LoadResult> {
  const result = await autocannon({
    url: options.url,
    connections: options.connections ?? 16,
    duration: options.seconds,
    headers: options.headers,
    requests: [{ setupRequest: request => ({ ...request, ...options.next() }) }],
  })
  const { latency, non2xx, errors } = result
  return {
    perSecond: result.requests.average,
    p50Ms: latency.p50,
    p95Ms: latency.p97_5,
    p99Ms: latency.p99,
    failed: non2xx + errors,
  }
}
