import type { FastifyInstance, FastifyRequest } from 'fastify'
import { accessOf } from '../../access/ability.ts'
import { readDemoLogins, setAccountLocale } from '../../store/statements/accounts.ts'
import { reader } from '../../store/transaction.ts'
import type { HttpParts } from '../http-parts.ts'
import { localeOf } from '../locale.ts'
import { SessionEnded } from '../request-errors.ts'
import { clearSessionCookie, setSessionCookie } from './session-cookie.ts'
import { findSignedIn, signedIn, type SignedIn } from './signed-in.ts'

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength }) as const
const CREDENTIALS = {
  type: 'object',
  required: ['login', 'password'],
  additionalProperties: false,
  properties: { login: text(120), password: text(200) },
}
const LOCALE = {
  type: 'object',
  required: ['locale'],
  additionalProperties: false,
  properties: { locale: { enum: ['zh-CN', 'en'] } },
}
const PASSWORD = {
  type: 'object',
  required: ['password'],
  additionalProperties: false,
  properties: { password: text(200) },
}

/** Guessing is slowed down per address here and per account by its lock. */
const LIMITED = { rateLimit: { max: 60, timeWindow: '1 minute' } }

/** Signing in and out, the session document, the language, and one-time links. */
export function sessionRoutes(app: FastifyInstance, parts: HttpParts): void {
  app.post<{ Body: { login: string; password: string } }>(
    '/api/session',
    { schema: { body: CREDENTIALS }, config: LIMITED },
    async (request, reply) => {
      const { token, session } = await parts.accounts.signIn(request.body.login, request.body.password)
      const person = await parts.principals.find(session.accountId)
      if (!person) throw new SessionEnded()
      setSessionCookie(reply, token, parts.settings)
      return reply.code(201).send(sessionDocument({ token, session, person }, request, parts))
    },
  )
  app.get('/api/session', async (request, reply) => {
    const found = await findSignedIn(request, parts)
    if (!found) throw new SessionEnded(await demoLogins(parts))
    return reply.header('cache-control', 'no-store').send(sessionDocument(found, request, parts))
  })
  app.patch<{ Body: { locale: string } }>('/api/session', { schema: { body: LOCALE } }, async request => {
    const { session } = await signedIn(request, parts)
    await reader(parts.database).query(setAccountLocale, [session.accountId, request.body.locale])
    parts.principals.forget()
    return sessionDocument(await signedIn(request, parts), request, parts)
  })
  app.delete('/api/session', async (request, reply) => {
    const { token } = await signedIn(request, parts)
    await parts.accounts.signOut(token)
    clearSessionCookie(reply, parts.settings)
    return reply.code(204).send()
  })
  app.post<{ Params: { token: string }; Body: { password: string } }>(
    '/api/password-links/:token',
    { schema: { body: PASSWORD }, config: LIMITED },
    async (request, reply) => {
      await parts.accounts.setPassword(request.params.token, request.body.password)
      return reply.code(204).send()
    },
  )
}

function sessionDocument({ session, person }: SignedIn, request: FastifyRequest, parts: HttpParts) {
  const { principal } = person
  const access = accessOf(principal, parts.snapshots.current())
  const allowed = (subject: string, actions: string[]) => actions.filter(action => access.can(action, subject))
  return {
    user: {
      id: principal.personId,
      name: principal.name,
      login: person.login,
      position: person.position?.name ?? null,
      org_unit: person.unit,
      roles: principal.roles,
    },
    locale: localeOf(request, person, parts.settings),
    csrfToken: session.csrfToken,
    permissions: {
      definition: allowed('definition', ['read', 'edit', 'publish']),
      audit: allowed('audit', ['read']),
      flow_instance: allowed('flow_instance', ['read', 'operate', 'delete']),
      message: allowed('message', ['publish']),
    },
  }
}

/** With demo data anybody who can reach the server may be anybody: the sign-in page says so and offers them. */
async function demoLogins(parts: HttpParts): Promise<Record<string, unknown>> {
  const { demoPassword } = parts.settings
  if (demoPassword === null || !parts.snapshots.current().find('entity', 'person')) return {}
  return { demo: await reader(parts.database).query(readDemoLogins), demoPassword }
}
