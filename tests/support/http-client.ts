/** What a browser knows after signing in; speaks JSON to one engine. */
export interface HttpClient {
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  put(path: string, body: unknown): Promise<Answer>
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  delete(path: string): Promise<Answer>
  session: SessionDocument
  /** Headers that a load driver sends to act as this person. */
  headers: Record<string, string>
}

export interface Answer {
  status: number
  headers: Headers
  body: any
}

export interface SessionDocument {
  user: { id: string; name: string; roles: string[] }
  locale: string
  csrfToken: string
}

/** Signs in at `baseUrl`. Throws with the problem document when refused. */
export async function signIn(baseUrl: string, login: string, password: string): Promise<HttpClient> {
  const response = await fetch(`${baseUrl}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  })
  const session = (await response.json()) as SessionDocument
  if (response.status !== 201) throw new Error(`sign-in of ${login} refused: ${JSON.stringify(session)}`)
  const cookie = response.headers
    .getSetCookie()
    .map(part => part.split(';')[0])
    .join('; ')
  const headers = { cookie, 'x-csrf-token': session.csrfToken }
  const send =
    (method: string) =>
    (path: string, body?: unknown, extra: Record<string, string> = {}) =>
      ask(`${baseUrl}${path}`, method, body, { ...headers, ...extra })
  return {
    session,
    headers,
    get: send('GET'),
    post: send('POST'),
    put: send('PUT'),
    patch: send('PATCH'),
    delete: send('DELETE'),
  }
}

async function ask(url: string, method: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text }
}
