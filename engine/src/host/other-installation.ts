import satisfies from 'semver/functions/satisfies.js'
import lt from 'semver/functions/lt.js'
import { engineVersion } from '../base/engine-version.ts'
import { Conflict, InvalidInput, Unavailable } from '../base/errors.ts'
import { isPlainObject } from '../metadata/plain-object.ts'

/** Another Jingwei server, asked with an access token. */
export interface OtherInstallation {
  /** Names and versions of its packs. Throws OtherEngine when it is too old or too new to be pushed to. */
  packs(): Promise<{ name: string; version: string }[]>
  /** The JSON of an answer. Throws OtherRefused with what it said, OtherUnreachable, OtherSpeaksNot. */
  ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object | Uint8Array): Promise<unknown>
}

export interface OtherAddress {
  /** `https://…`; http only to a loopback address. */
  url: string
  token: string
}

/** A publication compiles, runs cases and changes tables before it is answered. */
const PATIENCE_MS = 10 * 60_000

/** Throws BadOtherAddress before anything is sent. */
export function otherInstallation({ url, token }: OtherAddress, patienceMs = PATIENCE_MS): OtherInstallation {
  const base = addressOf(url)
  const ask: OtherInstallation['ask'] = async (method, path, body) => {
    const response = await send(base, `api${path}`, {
      method,
      // A redirect could lead the token to somebody else, or out of the encryption.
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
      headers: { accept: 'application/json', authorization: `Bearer ${token}`, ...typeOf(body) },
      ...(body === undefined
        ? {}
        : { body: body instanceof Uint8Array ? new Blob([body.slice()]) : JSON.stringify(body) }),
    })
    return answerOf(response, base)
  }
  return { ask, packs: async () => packsOf(await ask('GET', '/packs'), base) }
}

function addressOf(text: string): URL {
  const url = URL.parse(text.endsWith('/') ? text : `${text}/`)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash)
    throw new BadOtherAddress(text, 'Write it like https://jingwei.example.com, without a login.')
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    throw new BadOtherAddress(text, 'Without TLS the token could be read on its way. Use https://.')
  return url
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)

const typeOf = (body: object | undefined) =>
  body === undefined
    ? {}
    : { 'content-type': body instanceof Uint8Array ? 'application/octet-stream' : 'application/json' }

async function send(base: URL, path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(new URL(path, base), request)
  } catch (cause) {
    throw new OtherUnreachable(base.origin, cause as Error)
  }
}

async function answerOf(response: Response, { origin }: URL): Promise<unknown> {
  const text = await response.text()
  if (response.status === 204) return undefined
  const body = parsed(text)
  if (!/json/.test(response.headers.get('content-type') ?? '') || !isPlainObject(body))
    throw new OtherSpeaksNot(origin, response.status)
  if (response.ok) return body
  throw new OtherRefused(origin, response.status, body)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function packsOf(answer: unknown, { origin }: URL): { name: string; version: string }[] {
  const { engine, items } = answer as { engine?: unknown; items?: { name: string; version: string }[] }
  if (typeof engine !== 'string') throw new OtherEngine(origin, null)
  if (!understands(engine)) throw new OtherEngine(origin, engine)
  return items ?? []
}

/** Packs and plans of one range of semver are the same; `^` of the older one says which range. */
function understands(other: string): boolean {
  const [older, newer] = lt(other, engineVersion) ? [other, engineVersion] : [engineVersion, other]
  return satisfies(newer, `^${older}`, { includePrerelease: true })
}

export class BadOtherAddress extends InvalidInput {
  constructor(url: string, advice: string) {
    super('push.bad_address', `"${url}" is no address that can be pushed to. ${advice}`)
  }
}

export class OtherUnreachable extends Unavailable {
  constructor(origin: string, cause: Error) {
    const sentence =
      cause.name === 'TimeoutError'
        ? `${origin} gave no answer in time. Look there whether it was done.`
        : `${origin} can't be reached: ${reasonOf(cause)}. Check the address and the network.`
    super('push.unreachable', sentence, { cause })
  }
}

/** Node says only "fetch failed" and hides why; OpenSSL says it in several lines. */
function reasonOf({ message, cause }: Error): string {
  const reason = cause instanceof Error ? cause.message || String(cause) : message
  return reason.trim().split('\n')[0]!
}

export class OtherSpeaksNot extends InvalidInput {
  constructor(origin: string, status: number) {
    super(
      'push.no_jingwei',
      `${origin} answered ${status}, but not as a Jingwei server does. Name the address that people open in their browser.`,
    )
  }
}

export class OtherEngine extends Conflict {
  /** `version` null: it is too old to say. */
  constructor(origin: string, version: string | null) {
    const older = version === null || lt(version, engineVersion)
    const [what, advice] = older
      ? ['an older engine', 'Update the engine there first']
      : ['a newer engine', 'Update the engine here first']
    const which = version === null ? '' : `, ${version}`
    super('push.other_engine', `${origin} runs ${what}${which}; this one is ${engineVersion}. ${advice}.`, {
      details: { here: engineVersion, there: version },
    })
  }
}

/** The other server said no; `problem` is what it answered. */
export class OtherRefused extends Conflict {
  readonly problem: Readonly<Record<string, unknown>>
  constructor(origin: string, status: number, problem: Record<string, unknown>) {
    const { detail, code } = problem
    super('push.refused', `${origin} refused: ${String(detail ?? status)} [${String(code ?? status)}]`, {
      details: { status, problem },
    })
    this.problem = problem
  }
}
