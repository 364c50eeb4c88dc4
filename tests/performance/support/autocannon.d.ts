declare module 'autocannon' {
  interface Request {
    method?: string
    path?: string
    body?: string
    headers?: Record<string, string>
  }
  /** Lives from the first of the requests to the last; each connection has its own. */
  type Context = Record<string, unknown>
  interface Step {
    /** Nothing: the connection begins again with its first request. */
    setupRequest: (request: Request, context: Context) => Request | undefined
    onResponse?: (status: number, body: string, context: Context) => void
  }
  interface Options {
    url: string
    connections: number
    duration: number
    headers: Record<string, string>
    requests: Step[]
  }
  interface Result {
    requests: { average: number }
    latency: { p50: number; p97_5: number; p99: number }
    non2xx: number
    errors: number
  }
  export default function autocannon(options: Options): Promise<Result>
}
