import type { FastifyInstance } from 'fastify'
import type { HttpParts } from '../http-parts.ts'
import { openApiDocument } from './open-api-document.ts'

/** `GET /api/openapi.json`: OpenAPI 3.1 of what is published now. Made once per snapshot. */
export function openApiRoute(app: FastifyInstance, parts: HttpParts): void {
  let made: { snapshot: object; text: string } | undefined
  app.get('/api/openapi.json', async (_request, reply) => {
    const snapshot = parts.snapshots.current()
    if (made?.snapshot !== snapshot) made = { snapshot, text: JSON.stringify(openApiDocument(snapshot, parts.routes)) }
    return reply.type('application/json').send(made.text)
  })
}
