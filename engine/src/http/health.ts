import type { FastifyInstance } from 'fastify'
import type { HttpParts } from './http-parts.ts'

/** `GET /health`: 200 when this node can serve, which needs the database and a snapshot; else 503. */
export function healthRoute(app: FastifyInstance, parts: HttpParts): void {
  app.get('/health', { logLevel: 'silent' }, async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    try {
      await parts.database.ping()
      return { status: 'ok', database: 'ok', snapshot: parts.snapshots.current().id }
    } catch (error) {
      parts.log.warn({ error: (error as Error).message }, 'health check failed')
      return reply.code(503).send({ status: 'unavailable', database: 'unreachable' })
    }
  })
}
