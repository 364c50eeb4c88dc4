import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Principal } from '../runtime/context.ts'
import type { Route, RouteReply } from '../runtime/route.ts'
import { callerOf, type Caller } from './authentication/caller.ts'
import { findSignedIn, signedIn } from './authentication/signed-in.ts'
import type { HttpParts } from './http-parts.ts'
import { localeOf } from './locale.ts'
import { BadIdempotencyKey, BadIfMatch, TokenOutOfReach } from './request-errors.ts'

/** Mounts the kinds' routes below /api: session, CSRF token, schema, idempotency and entity tags are the same for all. */
export function mountRoutes(app: FastifyInstance, parts: HttpParts): void {
  const stopping = new AbortController()
  // Whoever waits for something is answered now: it will not come any more.
  app.addHook('preClose', async () => stopping.abort())
  for (const route of parts.routes) {
    app.route({
      method: route.method,
      url: `/api${route.path}`,
      schema: schemaOf(route),
      config: { forPrograms: route.program !== undefined },
      handler: async (request, reply) => {
        const signal = route.waits ? AbortSignal.any([stopping.signal, goneWith(reply)]) : undefined
        return answer(reply, await handle(route, { request, signal }, parts))
      },
    })
  }
}

/** Aborted when the connection is closed before the answer is sent. */
function goneWith({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  raw.once('close', () => gone.abort())
  return gone.signal
}

function schemaOf({ schema = {} }: Route) {
  const { params, query, body, response } = schema
  return {
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && { body }),
    ...(response && { response }),
  }
}

/** Nobody: what a public route runs as when no one is signed in. */
const NOBODY: Principal = { accountId: 'nobody', personId: null, name: '', roles: [], user: {} }

/** Changes of these entities change who people are. */
const PEOPLE = new Set(['person', 'position', 'org_unit'])

interface Asked {
  request: FastifyRequest
  signal: AbortSignal | undefined
}

async function handle(route: Route, { request, signal }: Asked, parts: HttpParts): Promise<RouteReply> {
  const who = await askerOf(route, request, parts)
  const principal = who?.person.principal ?? NOBODY
  const params = request.params as Record<string, string>
  const asked = {
    params,
    query: request.query as Record<string, unknown>,
    body: request.body,
    ifMatch: ifMatchOf(request),
    locale: localeOf(request, who?.person, parts.settings),
    ...(signal && { signal }),
  }
  if (route.command === undefined) return parts.commands.read(principal, ctx => route.handler({ ...asked, ctx }))
  const options = { name: route.command, cause: who?.cause ?? 'http', ...idempotencyOf(request) }
  const reply = await parts.commands.run(principal, options, ctx => route.handler({ ...asked, ctx }))
  if (PEOPLE.has(params.entity ?? '')) parts.principals.forget()
  return reply
}

/** A program reaches only what is made for programs, with a token that has the right. */
async function askerOf(route: Route, request: FastifyRequest, parts: HttpParts): Promise<Caller | undefined> {
  if (route.access === 'public') {
    const found = await findSignedIn(request, parts)
    return found && { person: found.person, cause: 'http' }
  }
  if (route.program === undefined) return { person: (await signedIn(request, parts)).person, cause: 'http' }
  const caller = await callerOf(request, parts)
  const { programRights } = caller.person.principal
  if (programRights?.includes(route.program) === false) throw new TokenOutOfReach()
  return caller
}

function answer(
  reply: FastifyReply,
  { status = 200, body, contentType, headers = {}, version }: RouteReply,
): FastifyReply {
  reply.code(status).headers({ 'cache-control': 'no-store', ...headers })
  if (version !== undefined) reply.header('etag', `"${version}"`)
  if (contentType) reply.type(contentType)
  return body === undefined ? reply.send() : reply.send(body)
}

function ifMatchOf(request: FastifyRequest): number | undefined {
  const value = request.headers['if-match']
  if (value === undefined || value === '*') return undefined
  const match = /^"(\d{1,9})"$/.exec(value)
  if (!match) throw new BadIfMatch(value)
  return Number(match[1])
}

function idempotencyOf(request: FastifyRequest): { requestId?: string; requestHash?: string } {
  const key = request.headers['idempotency-key']
  if (key === undefined) return {}
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) throw new BadIdempotencyKey()
  const what = JSON.stringify([request.method, request.url, request.headers['if-match'] ?? null, request.body ?? null])
  return { requestId: key, requestHash: createHash('sha256').update(what).digest('hex') }
}
