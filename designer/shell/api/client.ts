import { ApiError, problemOf } from './problem.ts'

export interface RequestOptions {
  /** Sent as JSON; a Blob, such as a chosen file, as its bytes. */
  body?: unknown
  /** Record version that the change was made on; sent as a strong entity tag. */
  ifMatch?: number | string
  /** Same key = same command: a repeated request is answered with the first answer. */
  idempotencyKey?: string
  signal?: AbortSignal
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Opens the sign-in over the page. Resolves when somebody is signed in again; never rejects. */
type Reauthenticate = () => Promise<void>

const state: { csrfToken: string | null; reauthenticate: Reauthenticate | null } = {
  csrfToken: null,
  reauthenticate: null,
}

export function setCsrfToken(token: string | null): void {
  state.csrfToken = token
}

export function onSessionExpired(reauthenticate: Reauthenticate | null): void {
  state.reauthenticate = reauthenticate
}

/** Requests to the engine on our own origin. All paths begin with `/api`. Throws ApiError. */
export const api = {
  get: <T>(path: string, options?: RequestOptions) => send<T>('GET', path, options),
  post: <T>(path: string, body?: unknown, options?: RequestOptions) => send<T>('POST', path, { ...options, body }),
  put: <T>(path: string, body: unknown, options?: RequestOptions) => send<T>('PUT', path, { ...options, body }),
  patch: <T>(path: string, body: unknown, options?: RequestOptions) => send<T>('PATCH', path, { ...options, body }),
  delete: <T>(path: string, options?: RequestOptions) => send<T>('DELETE', path, options),
}

/** Builds `/api/…?a=1&b=2`; parameters that are undefined, empty or false are left out. */
export function withQuery(path: string, parameters: Record<string, string | number | boolean | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '' && value !== false) query.set(name, String(value))
  }
  return query.size > 0 ? `${path}?${query}` : path
}

async function send<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  const response = await fetchOnce(method, path, options)
  if (response.ok) return read<T>(response)
  // Signing in is itself answered with 401, and must not wait for a sign-in.
  if (response.status === 401 && state.reauthenticate && path !== '/api/session') {
    await state.reauthenticate()
    const again = await fetchOnce(method, path, options)
    if (again.ok) return read<T>(again)
    throw new ApiError(await problemOf(again))
  }
  throw new ApiError(await problemOf(response))
}

async function fetchOnce(method: Method, path: string, options: RequestOptions): Promise<Response> {
  const init: RequestInit = { method, headers: headersOf(method, options), credentials: 'same-origin' }
  if (options.body !== undefined) init.body = options.body instanceof Blob ? options.body : JSON.stringify(options.body)
  if (options.signal) init.signal = options.signal
  try {
    return await fetch(path, init)
  } catch (cause) {
    if (options.signal?.aborted) throw cause
    throw new ApiError({ type: 'about:blank', title: 'No connection', status: 0, code: 'network' })
  }
}

function headersOf(method: Method, options: RequestOptions): Headers {
  const headers = new Headers({ accept: 'application/json' })
  if (options.body !== undefined) headers.set('content-type', typeOf(options.body))
  if (method !== 'GET' && state.csrfToken) headers.set('x-csrf-token', state.csrfToken)
  if (options.ifMatch !== undefined) headers.set('if-match', `"${options.ifMatch}"`)
  if (options.idempotencyKey) headers.set('idempotency-key', options.idempotencyKey)
  return headers
}

const typeOf = (body: unknown): string => (body instanceof Blob ? 'application/octet-stream' : 'application/json')

async function read<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}
