import type { ProgramRight, RunContext } from './context.ts'

/**
 * One HTTP operation as plain data. Kinds declare theirs in routes.ts; http/ mounts them below `/api`, checks
 * session, CSRF token, schema and idempotency, and turns errors into problem+json. No decisions in handlers.
 */
export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Fastify path below `/api`, e.g. `/tasks/:id/complete`. */
  path: string
  /** One line for OpenAPI, English. */
  summary: string
  tag: string
  access: 'public' | 'signed-in'
  /** It may wait for something: the handler gets `signal`. */
  waits?: true
  /** Also for programs whose access token has this right. */
  program?: ProgramRight
  /**
   * Present when the route changes something: the command's name (`task.complete`). The handler then runs in one
   * transaction and honours `Idempotency-Key`. Absent: a read, without a transaction of its own.
   */
  command?: string
  /** JSON Schemas; `body` and `query` are enforced, `response` also serialises. */
  schema?: { params?: object; query?: object; body?: object; response?: Record<number, object> }
  handler(request: RouteRequest): Promise<RouteReply>
}

export interface RouteRequest {
  params: Record<string, string>
  query: Record<string, unknown>
  body: any
  /** Version number from `If-Match: "3"`, or undefined. */
  ifMatch: number | undefined
  /** `zh-CN` or `en`: the session's choice, else the person's, else Accept-Language. */
  locale: string
  /** Aborted when nobody waits for the answer any more, or the engine stops. */
  signal?: AbortSignal
  ctx: RunContext
}

export interface RouteReply {
  /** Default 200. */
  status?: number
  /** JSON value, or bytes when `contentType` says so. */
  body?: unknown
  contentType?: string
  headers?: Record<string, string>
  /** Version for the `ETag`. */
  version?: number
}
