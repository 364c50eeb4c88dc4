import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../authentication/signed-in.ts'
import type { HttpParts } from '../http-parts.ts'
import { localeOf } from '../locale.ts'
import { appModel } from './app-model.ts'

/** How many different answers are kept: roles × languages of one snapshot. */
const KEEP = 200

/** `GET /api/app`: everything that the workspace draws from, as this person may see it. The same roles share an answer. */
export function appModelRoute(app: FastifyInstance, parts: HttpParts): void {
  const answers = new Map<string, { etag: string; body: string }>()
  app.get('/api/app', async (request, reply) => {
    const { person } = await signedIn(request, parts)
    const snapshot = parts.snapshots.current()
    const locale = localeOf(request, person, parts.settings)
    const key = JSON.stringify([snapshot.id, locale, person.principal.roles])
    const answer = answers.get(key) ?? make(JSON.stringify(appModel({ snapshot, locale, principal: person.principal })))
    if (answers.size >= KEEP) answers.clear()
    answers.set(key, answer)
    reply.headers({ etag: answer.etag, 'cache-control': 'private, no-cache', vary: 'cookie' })
    if (request.headers['if-none-match'] === answer.etag) return reply.code(304).send()
    return reply.type('application/json').send(answer.body)
  })
}

function make(body: string): { etag: string; body: string } {
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }
}
