/** An RFC 9457 problem document as the engine sends it. */
export interface Problem {
  type: string
  title: string
  status: number
  detail?: string
  /** Request id, to be told to the administrator. */
  instance?: string
  code: string
  errors?: FieldProblem[]
  [extension: string]: unknown
}

export interface FieldProblem {
  /** JSON pointer into the body that was sent, e.g. `/lines/0/quantity`. */
  pointer: string
  code: string
  message: string
}

/** Every request that was answered with a problem, or not answered at all (status 0, code `network`). */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.status = problem.status
    this.code = problem.code
    this.problem = problem
  }

  get requestId(): string | undefined {
    return this.problem.instance
  }

  get fields(): FieldProblem[] {
    return this.problem.errors ?? []
  }
}

/** Reads a failed answer; one that is no problem document (a proxy's page, say) becomes one with code `http.<status>`. */
export async function problemOf(response: Response): Promise<Problem> {
  const fallback: Problem = {
    type: 'about:blank',
    title: response.statusText || `HTTP ${response.status}`,
    status: response.status,
    code: `http.${response.status}`,
  }
  if (!response.headers.get('content-type')?.includes('json')) return fallback
  const body: unknown = await response.json().catch(() => null)
  return isProblem(body) ? { ...fallback, ...body } : fallback
}

function isProblem(body: unknown): body is Partial<Problem> {
  return typeof body === 'object' && body !== null && 'code' in body
}
